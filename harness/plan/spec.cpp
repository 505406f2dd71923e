#include "harness/plan/spec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/base/quantity.hpp"
#include "harness/base/text_file.hpp"
#include "harness/plan/levels.hpp"
#include "harness/plan/program_words.hpp"
#include "harness/plan/spec_allocators.hpp"
#include "harness/plan/spec_command.hpp"
#include "harness/plan/spec_fidelity.hpp"
#include "harness/plan/spec_published.hpp"
#include "harness/plan/spec_table.hpp"

namespace allocscale {
namespace {

constexpr std::uintmax_t most_spec_bytes = 1 << 20;
constexpr std::string_view expected_sizes =
    R"("small", "paper", a number of elements up to 10^12, or a list of these)";
constexpr std::array top_keys = {
    SpecKey{"question", "prose: what is asked, and why"},
    SpecKey{"factors", "a table [factors]"},
    SpecKey{"sizes", "a table [sizes] of sizes by kernel"},
    SpecKey{"baseline", "a table [baseline]"},
    SpecKey{"measure", "a table [measure]"},
    SpecKey{"command",
            "a table [command], of a program that is measured in the place of kernels; or "
            "several [[command]]"},
    SpecKey{"published", "tables [[published]] of figures that stand beside what is measured"},
    SpecKey{"fidelity", "tables [[fidelity]] of kernels that are held against a [[command]]"}};
constexpr std::array name_keys = {
    SpecKey{"kernels", R"(a list of kernel names, or "all")"},
    SpecKey{"layouts", R"(a list of layout names, or "all")"},
    SpecKey{"allocators", R"(a list of allocator names and tables {name, base, env}, or "all")"},
    SpecKey{"sizes", expected_sizes},
    SpecKey{"workers", R"(a number of workers from 1 to 4096, "max", "scaling", or a list of these)"},
    SpecKey{"combine", R"("crossed" or "one-at-a-time")"},
    SpecKey{"vary_under", "a list of layout names"},
    SpecKey{"arms", R"(a list of policy arms, such as "retain")"},
    SpecKey{"controls", "a list of kernel names"}};
// Of a spec that has no kernels beside its [command]: the command is the kernel, its variants are the
// layouts.
constexpr std::array program_name_keys = {name_keys[2], name_keys[4], name_keys[5], name_keys[7],
                                          name_keys[8]};
constexpr std::array baseline_name_keys = {SpecKey{"layout", "the name of a layout"},
                                           SpecKey{"allocator", "the name of an allocator"}};
constexpr std::array program_baseline_keys = {baseline_name_keys[1]};
constexpr std::array measure_keys = {SpecKey{"estimand", R"("cold" or "settled")"},
                                     SpecKey{"design", R"("separate" or "paired")"},
                                     SpecKey{"iterations", "a whole number from 1 to 1000"},
                                     SpecKey{"blocks", "a whole number from 1 to 100000"},
                                     SpecKey{"margin", "a number above 0 and below 1, such as 0.03"},
                                     SpecKey{"budget", R"(a time such as "90s", "3m" or "1.5h")"},
                                     SpecKey{"deadline", R"(a time such as "90s", "3m" or "1.5h")"}};

using Marks = std::vector<SourceMark>;

// "compact", "scatter", "no-smt" or "none"
std::string expected_level(const Factor& factor) {
  std::string text;
  for (std::size_t i = 0; i < factor.levels.size(); ++i) {
    if (i > 0) text += i + 1 == factor.levels.size() ? " or " : ", ";
    text += fmt::format("\"{}\"", factor.levels[i].name);
  }
  return text;
}

// The keys given, and one for each factor of the table.
std::vector<SpecKey> with_factors(std::span<const SpecKey> given) {
  static const std::vector<std::string> expected = [] {
    std::vector<std::string> texts;
    for (const Factor& factor : factors()) texts.push_back(expected_level(factor));
    return texts;
  }();
  std::vector<SpecKey> keys(given.begin(), given.end());
  for (std::size_t i = 0; i < expected.size(); ++i) keys.push_back({factors()[i].name, expected[i]});
  return keys;
}

std::vector<std::string> read_names(const SpecTable& table, std::string_view key, const std::string& factor,
                                    Marks& marks) {
  const SpecValue& value = table.need(key);
  if (value.kind == SpecValue::Kind::text && value.text == "all") return {every_name};
  std::vector<std::string> names;
  for (const SpecValue& item : table.one_or_more(key, value)) {
    names.push_back(key == "allocators" ? read_allocator(table, item) : table.text(key, item));
    if (names.back() == "all")
      throw RequestError(
          fmt::format("{}: \"all\" stands alone, not in a list: {} = \"all\"", table.place(item), key));
    marks.push_back({factor, names.back(), table.place(item)});
  }
  return names;
}

std::vector<SizeLevel> read_sizes(const SpecTable& table, std::string_view key, const SpecValue& value,
                                  const std::string& factor, Marks& marks) {
  std::vector<SizeLevel> levels;
  for (const SpecValue& item : table.one_or_more(key, value)) {
    SizeLevel level;
    if (item.kind == SpecValue::Kind::text)
      level.word = size_words()[table.word(key, item, size_words())];
    else
      level.number = static_cast<std::uint64_t>(table.integer(key, item, 1, most_elements));
    marks.push_back({factor, level_text(level), table.place(item)});
    levels.push_back(level);
  }
  return levels;
}

std::vector<WorkersLevel> read_workers(const SpecTable& table) {
  static const std::array<std::string, 2> words = {"max", "scaling"};
  std::vector<WorkersLevel> levels;
  for (const SpecValue& item : table.one_or_more("workers", table.need("workers"))) {
    WorkersLevel level;
    if (item.kind == SpecValue::Kind::text)
      (table.word("workers", item, words) == 0 ? level.max : level.scaling) = true;
    else
      level.number = static_cast<int>(table.integer("workers", item, 1, most_workers));
    levels.push_back(level);
  }
  return levels;
}

const std::array<std::string, 2>& combination_words() {
  static const std::array<std::string, 2> words = {"crossed", "one-at-a-time"};  // in the order of the enum
  return words;
}

void read_factors(const SpecTable& table, bool has_kernels, Experiment& experiment) {
  Marks& marks = experiment.marks;
  experiment.allocators = read_names(table, "allocators", "allocator", marks);
  if (has_kernels) {
    experiment.kernels = read_names(table, "kernels", "kernel", marks);
    experiment.layouts = read_names(table, "layouts", "layout", marks);
    experiment.sizes = read_sizes(table, "sizes", table.need("sizes"), "size", marks);
  }
  experiment.workers = read_workers(table);
  if (table.find("arms") != nullptr) experiment.arms = read_names(table, "arms", "arm", marks);
  if (table.find("controls") != nullptr)
    experiment.controls = read_names(table, "controls", "control", marks);
  if (const SpecValue* value = table.find("combine"))
    experiment.combination = static_cast<Combination>(table.word("combine", *value, combination_words()));
  if (const SpecValue* value = table.find("vary_under")) {
    if (experiment.combination != Combination::one_at_a_time)
      throw RequestError(
          fmt::format("{}: vary_under: crossed levels are varied under every layout; expected combine = "
                      "\"one-at-a-time\", or no vary_under",
                      table.place(*value)));
    experiment.vary_under = read_names(table, "vary_under", "varied layout", marks);
  }
  for (const Factor& factor : factors()) {
    const SpecValue* value = table.find(factor.name);
    if (value == nullptr) continue;
    for (const SpecValue& item : table.one_or_more(factor.name, *value))
      experiment.levels[std::string(factor.name)].push_back(table.level(factor, item));
  }
}

// [sizes] has one key per kernel and control of [factors]; of any kernel where these are "all".
void read_kernel_sizes(const std::string& file, const SpecValue& value, Experiment& experiment) {
  const bool every = experiment.kernels == std::vector<std::string>{every_name};
  std::vector<SpecKey> keys;
  for (const std::string& kernel : experiment.kernels) keys.push_back({kernel, expected_sizes});
  for (const std::string& control : experiment.controls) keys.push_back({control, expected_sizes});
  if (every) {
    keys.clear();
    for (const SpecEntry& entry : value.entries) keys.push_back({entry.key, expected_sizes});
  }
  const SpecTable table(file, "sizes", value, keys);
  for (const SpecEntry& entry : value.entries) {
    experiment.marks.push_back({"sized kernel", entry.key, place_of(file, entry.position)});
    experiment.kernel_sizes[entry.key] =
        read_sizes(table, entry.key, entry.value, "size of " + entry.key, experiment.marks);
  }
}

std::string read_baseline_name(const SpecTable& table, const std::string& key, Marks& marks) {
  const SpecValue& value = table.need(key);
  marks.push_back({"baseline " + key, table.text(key, value), table.place(value)});
  return value.text;
}

void read_baseline(const SpecTable& table, bool has_kernels, Experiment& experiment) {
  if (has_kernels) experiment.baseline.layout = read_baseline_name(table, "layout", experiment.marks);
  experiment.baseline.allocator = read_baseline_name(table, "allocator", experiment.marks);
  for (const Factor& factor : factors()) {
    const SpecValue* value = table.find(factor.name);
    if (value == nullptr) continue;
    const std::string level = table.level(factor, *value);
    const std::vector<std::string>& asked = experiment.levels[std::string(factor.name)];
    if (!contains(asked, level))
      throw RequestError(fmt::format("{}: the baseline's {} '{}' is not among the levels in [factors]",
                                     table.place(*value), factor.name, level));
    experiment.baseline.levels[std::string(factor.name)] = level;
  }
}

void read_measure(const SpecTable& table, Experiment& experiment) {
  if (const SpecValue* value = table.find("estimand"))
    experiment.estimand = static_cast<Estimand>(table.word("estimand", *value, estimand_words()));
  if (const SpecValue* value = table.find("design")) {
    experiment.design = static_cast<Design>(table.word("design", *value, design_words()));
    experiment.marks.push_back({"design", std::string(design_name(*experiment.design)), table.place(*value)});
  }
  if (const SpecValue* value = table.find("iterations")) {
    experiment.iterations = static_cast<int>(table.integer("iterations", *value, 1, most_iterations));
    experiment.marks.push_back({"iterations", std::to_string(*experiment.iterations), table.place(*value)});
  }
  if (const SpecValue* value = table.find("blocks"))
    experiment.blocks = static_cast<int>(table.integer("blocks", *value, 1, most_blocks));
  if (const SpecValue* value = table.find("margin")) {
    const bool is_number = value->kind == SpecValue::Kind::real || value->kind == SpecValue::Kind::integer;
    if (!is_number || !(value->real > 0 && value->real < 1)) table.reject("margin", *value);
    experiment.margin = value->real;
  }
  if (const SpecValue* value = table.find("budget"))
    experiment.budget_seconds = table.span_seconds("budget", *value);
  if (const SpecValue* value = table.find("deadline"))
    experiment.deadline_seconds = table.span_seconds("deadline", *value);
}

// Kernels may stand beside commands; without [command] there must be some.
bool wants_kernels(const SpecTable& top) {
  if (top.find("command") == nullptr) return true;
  const std::vector<SpecEntry>& entries = top.need("factors").entries;
  return std::any_of(entries.begin(), entries.end(),
                     [](const SpecEntry& entry) { return entry.key == "kernels"; });
}

// Commands have no size.
void refuse_sizes_without_kernels(const std::string& file, const SpecTable& top) {
  if (const SpecValue* sizes = top.find("sizes"))
    throw RequestError(
        fmt::format("{}: [sizes] has no meaning beside [command], where [factors] has no kernels",
                    place_of(file, sizes->position)));
}

}  // namespace

Experiment parse_experiment(std::string_view text, const std::string& file_name) {
  const SpecValue document = parse_document(text, file_name);
  const SpecTable top(file_name, "", document, top_keys);

  Experiment experiment;
  experiment.name = std::filesystem::path(file_name).stem().string();
  experiment.question = trimmed(top.text("question", top.need("question")));
  const bool has_kernels = wants_kernels(top);
  if (!has_kernels) refuse_sizes_without_kernels(file_name, top);
  if (const SpecValue* command = top.find("command"))
    experiment.programs = read_commands(file_name, *command);
  const std::vector<SpecKey> factor_keys =
      has_kernels ? with_factors(name_keys) : with_factors(program_name_keys);
  read_factors(SpecTable(file_name, "factors", top.need("factors"), factor_keys), has_kernels, experiment);
  if (const SpecValue* sizes = top.find("sizes")) read_kernel_sizes(file_name, *sizes, experiment);
  const std::vector<SpecKey> baseline_keys =
      has_kernels ? with_factors(baseline_name_keys) : with_factors(program_baseline_keys);
  read_baseline(SpecTable(file_name, "baseline", top.need("baseline"), baseline_keys), has_kernels,
                experiment);
  if (const SpecValue* measure = top.find("measure"))
    read_measure(SpecTable(file_name, "measure", *measure, measure_keys), experiment);
  if (const SpecValue* fidelity = top.find("fidelity"))
    for (const SpecValue& table : one_or_more_tables(*fidelity))
      experiment.fidelity.push_back(read_fidelity(file_name, table, experiment));
  if (!experiment.programs.empty()) add_programs(experiment);
  if (const SpecValue* published = top.find("published"))
    for (const SpecValue& table : one_or_more_tables(*published))
      experiment.published.push_back(read_published(file_name, table));
  return experiment;
}

Experiment read_experiment(const std::filesystem::path& path) {
  std::error_code unknown;
  if (const auto bytes = std::filesystem::file_size(path, unknown); !unknown && bytes > most_spec_bytes)
    throw RequestError(fmt::format("{}: a file of {}; a spec has at most {}", path.string(),
                                   format_bytes(static_cast<double>(bytes)),
                                   format_bytes(static_cast<double>(most_spec_bytes))));
  const std::optional<std::string> text = read_text(path);
  if (!text) throw RequestError(fmt::format("{}: cannot be read; expected a spec file", path.string()));
  return parse_experiment(*text, path.string());
}

}  // namespace allocscale
