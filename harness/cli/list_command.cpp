#include "harness/cli/list_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <span>
#include <utility>

#include "harness/base/clean_text.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/letter_case.hpp"
#include "harness/cli/note.hpp"
#include "harness/cli/print.hpp"
#include "harness/launch/arm_proof.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/measure/event_names.hpp"
#include "harness/model/allocator_name.hpp"
#include "harness/model/factor.hpp"
#include "harness/model/metric.hpp"
#include "harness/plan/experiment_files.hpp"
#include "harness/plan/spec.hpp"
#include "harness/report/figure.hpp"
#include "harness/report/format.hpp"

namespace allocscale {
namespace {

using Lines = std::vector<std::pair<std::string, std::string>>;

Lines with(const std::string& pattern, Lines lines) {
  std::erase_if(lines, [&](const auto& line) {
    return lower_case(line.first + "\n" + line.second).find(lower_case(pattern)) == std::string::npos;
  });
  return lines;
}

void print_lines(const Lines& lines) {
  std::size_t widest = 0;
  for (const auto& [name, meaning] : lines) widest = std::max(widest, name.size());
  for (const auto& [name, meaning] : lines)
    print_page(meaning.empty() ? clean_line(name) + "\n"
                               : fmt::format("{:<{}}  {}\n", clean_line(name), widest, clean_line(meaning)));
}

// Up to the first '.' or '?', on one line: a question may have several sentences and lines.
std::string first_sentence(const std::string& text) {
  const std::size_t from = text.find_first_not_of(" \n");
  if (from == std::string::npos) return {};
  std::string sentence = text.substr(from, text.find_first_of(".?", from) + 1 - from);
  std::replace(sentence.begin(), sentence.end(), '\n', ' ');
  return sentence;
}

Lines allocators(const Catalog& catalog) {
  Lines lines;
  ArmProver prover;
  for (const Runner& runner : catalog.runners) {
    lines.emplace_back(runner.allocator,
                       fmt::format("{} [{}, {}]", runner.description, runner.version, runner.library_path));
    for (const ArmOffer& arm : runner.arms) {
      const std::string& refusal = prover.refusal(runner, arm);
      lines.emplace_back(text_of({runner.allocator, arm.name}),
                         refusal.empty() ? joined(arm.environment, " ") : "not offered: " + refusal);
    }
  }
  for (const auto& missing : {catalog.unbuilt, catalog.silent})
    for (const auto& [name, why] : missing) lines.emplace_back(name, "not available: " + why);
  return lines;
}

Lines kernels(const Catalog& catalog) {
  std::map<std::string, std::string> found;
  for (const Runner& runner : catalog.runners)
    for (const KernelOffer& kernel : runner.kernels)
      found[kernel.name] = fmt::format("{} (a {}; small {}, paper {})", kernel.question,
                                       kernel_kind_name(kernel.facts.kind), kernel.small, kernel.paper);
  return {found.begin(), found.end()};
}

Lines layouts(const Catalog& catalog) {
  std::map<std::string, std::string> found;
  for (const Runner& runner : catalog.runners)
    for (const KernelOffer& kernel : runner.kernels)
      for (const LayoutOffer& layout : kernel.layouts) found[layout.name] = layout.question;
  return {found.begin(), found.end()};
}

Lines experiments(const Places& places) {
  Lines lines;
  for (const auto& path : list_experiments(places.experiments))
    lines.emplace_back(path.stem().string(), first_sentence(read_experiment(path).question));
  return lines;
}

Lines metrics() {
  Lines lines;
  const auto add = [&lines](std::span<const MetricInfo> infos, const char* scope) {
    for (const MetricInfo& info : infos)
      lines.emplace_back(info.name, fmt::format("{} [{}, per {}]", info.meaning, info.unit, scope));
  };
  add(phase_metrics, "phase");
  add(worker_metrics, "worker");
  add(trial_metrics, "trial");
  return lines;
}

Lines factor_levels() {
  Lines lines;
  for (const Factor& factor : factors())
    for (const FactorLevel& level : factor.levels) {
      Cell cell;
      const bool is_default = level.name == level_of(factor, cell);
      lines.emplace_back(fmt::format("{} {}", factor.name, level.name),
                         fmt::format("{}{}", level.meaning, is_default ? " (default)" : ""));
    }
  return lines;
}

Lines formats() {
  Lines lines;
  for (const Format* format : all_formats()) lines.emplace_back(format->name, format->meaning);
  return lines;
}

Lines figures() {
  Lines lines;
  for (const Figure* figure : all_figures()) lines.emplace_back(figure->name, figure->meaning);
  return lines;
}

Lines events() {
  Lines lines;
  for (const EventName& event : known_events()) lines.emplace_back(event.name, event.meaning);
  return lines;
}

Lines list_lines(const std::string& what, const Places& places) {
  if (what == "experiments") return experiments(places);
  if (what == "metrics") return metrics();
  if (what == "factors") return factor_levels();
  if (what == "formats") return formats();
  if (what == "figures") return figures();
  if (what == "events") return events();
  const Catalog catalog = discover_runners(places.runners);
  if (what == "kernels") return kernels(catalog);
  if (what == "layouts") return layouts(catalog);
  return allocators(catalog);
}

}  // namespace

const std::vector<std::string>& listable() {
  static const std::vector<std::string> names = {"kernels", "layouts", "allocators", "factors", "experiments",
                                                 "metrics", "formats", "figures",    "events"};
  return names;
}

void list(const std::string& what, const std::string& pattern, const Places& places) {
  const Lines lines = with(pattern, list_lines(what, places));
  print_lines(lines);
  if (lines.empty() && !pattern.empty())
    note("of the {} none has '{}'; allocscale list {} names all", what, clean_line(pattern), what);
}

}  // namespace allocscale
