#include "harness/plan/spec_fidelity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/base/quantity.hpp"
#include "harness/plan/levels.hpp"
#include "harness/plan/spec_table.hpp"

namespace allocscale {
namespace {

constexpr std::array fidelity_keys = {
    SpecKey{"model", "the name of a kernel"},
    SpecKey{"layout", "the name of a layout"},
    SpecKey{"size", "a number of elements up to 10^12"},
    SpecKey{"start_size", "a number of elements up to 10^12"},
    SpecKey{"program", "the name of a [[command]]"},
    SpecKey{"variant", "a variant of that command, such as \"PYTHONMALLOC=malloc\""},
    SpecKey{"start_up", "the name of a [[command]] that only starts what the program runs in"},
    SpecKey{"why", "a text, or a list of them"}};

// The name under the key, which is one of `known`, or any where the experiment has all.
std::string read_known(const SpecTable& table, std::string_view key, const std::string& noun,
                       const std::vector<std::string>& known) {
  const SpecValue& value = table.need(key);
  const std::string name = table.text(key, value);
  if (!contains(known, every_name) && !contains(known, name))
    throw RequestError(fmt::format("{}: {} in [fidelity]: '{}' is no {} of this experiment{}",
                                   table.place(value), key, name, noun, name_hint(name, known)));
  return name;
}

std::vector<std::string> command_names(const Experiment& experiment) {
  std::vector<std::string> names;
  for (const ProgramTask& task : experiment.programs) names.push_back(task.name);
  return names;
}

std::vector<std::string> variant_names(const Experiment& experiment, const std::string& command) {
  std::vector<std::string> names;
  for (const ProgramVariant& variant : find_program(experiment.programs, command)->variants)
    names.push_back(variant.name);
  return names;
}

std::string read_variant(const SpecTable& table, const Experiment& experiment, const std::string& program) {
  const std::vector<std::string> known = variant_names(experiment, program);
  if (table.find("variant") == nullptr && known.size() == 1) return known.front();
  return read_known(table, "variant", "variant of " + program, known);
}

const std::vector<SizeLevel>& sizes_of(const Experiment& experiment, const std::string& kernel) {
  const auto own = experiment.kernel_sizes.find(kernel);
  return own == experiment.kernel_sizes.end() ? experiment.sizes : own->second;
}

// Refuses a size of the model that the experiment does not measure. What a word stands for is not known yet.
void require_size(const std::string& place, std::string_view key, std::uint64_t size,
                  const Experiment& experiment, const std::string& model) {
  std::string known;
  for (const SizeLevel& level : sizes_of(experiment, model)) {
    if (!level.word.empty() || level.number == size) return;
    known += (known.empty() ? "" : "; ") + format_count(static_cast<double>(level.number));
  }
  throw RequestError(fmt::format("{}: {} in [fidelity]: {} is no size of {} in this experiment; it has {}",
                                 place, key, format_count(static_cast<double>(size)), model, known));
}

// Of the key, or 1 where it may be left out and is.
std::uint64_t read_size(const SpecTable& table, std::string_view key, const SpecValue* value,
                        const std::string& place, const Experiment& experiment, const std::string& model) {
  const auto size = value == nullptr
                        ? std::uint64_t{1}
                        : static_cast<std::uint64_t>(table.integer(key, *value, 1, most_elements));
  require_size(value == nullptr ? place : table.place(*value), key, size, experiment, model);
  return size;
}

}  // namespace

FidelityPair read_fidelity(const std::string& file, const SpecValue& value, Experiment& experiment) {
  const SpecTable table(file, "fidelity", value, fidelity_keys);
  const std::vector<std::string> commands = command_names(experiment);
  const std::string place = table.place(value);
  if (commands.empty())
    throw RequestError(
        fmt::format("{}: [[fidelity]] holds a kernel against a [[command]]: there is none", place));
  FidelityPair pair;
  pair.model = read_known(table, "model", "kernel", experiment.kernels);
  pair.layout = read_known(table, "layout", "layout", experiment.layouts);
  experiment.marks.push_back({"fidelity model", pair.model, table.place(table.need("model"))});
  experiment.marks.push_back({"fidelity layout", pair.layout, table.place(table.need("layout"))});
  pair.size = read_size(table, "size", &table.need("size"), place, experiment, pair.model);
  pair.start_size = read_size(table, "start_size", table.find("start_size"), place, experiment, pair.model);
  pair.program = read_known(table, "program", "command", commands);
  pair.variant = read_variant(table, experiment, pair.program);
  pair.start_up = read_known(table, "start_up", "command", commands);
  if (find_variant(*find_program(experiment.programs, pair.start_up), pair.variant) == nullptr)
    throw RequestError(
        fmt::format("{}: start_up in [fidelity]: {} has no variant '{}', which its program runs in",
                    table.place(table.need("start_up")), pair.start_up, pair.variant));
  if (const SpecValue* why = table.find("why"))
    for (const SpecValue& item : table.one_or_more("why", *why)) pair.why.push_back(table.text("why", item));
  return pair;
}

}  // namespace allocscale
