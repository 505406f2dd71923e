#include "harness/cli/explain_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <vector>

#include "harness/analysis/settling.hpp"
#include "harness/attribution/removed_suspects.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/base/places.hpp"
#include "harness/base/quantity.hpp"
#include "harness/cli/note.hpp"
#include "harness/cli/print.hpp"
#include "harness/conduct/asked_demand.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/report/attribution_json.hpp"
#include "harness/report/explanation.hpp"
#include "harness/report/terminal.hpp"
#include "harness/store/wanted_run.hpp"

namespace allocscale {
namespace {

std::string of_kernel(const std::string& kernel) {
  return kernel.empty() ? "" : fmt::format(" of '{}'", kernel);
}

// The error where no suspect was taken away: what to measure for that, or which kernel may be meant. `where`:
// in which runs; `kernels`: those with a suspect taken away in some run.
std::string nothing_taken_away(const std::string& where, const std::string& kernel,
                               const std::vector<std::string>& kernels) {
  const std::string text =
      fmt::format("explain: no suspect was taken away{} in {}", of_kernel(kernel), where);
  if (!kernel.empty() && !nearest_name(kernel, kernels).empty()) return text + name_hint(kernel, kernels);
  const std::string wanted = kernel.empty() ? "KERNEL" : kernel;
  return text + (kernel.empty() || kernels.empty() ? "" : name_hint(kernel, kernels)) +
         fmt::format(
             "; `allocscale run why --kernel {0}` takes each away and `allocscale explain {0} --experiment "
             "why` tells of it; any run does with a policy arm (--alloc glibc:retain) or the layouts "
             "immortal, ghost and replay beside boxed",
             wanted);
}

// Loads the run of that number; or the newest run of the experiment in which a suspect was taken away from
// the kernel, where an empty name means any. Says on standard error which run it is when the experiment has a
// newer one. Reads no samples of other runs.
Dataset load_explained_run(const ExplainRequest& request) {
  const std::filesystem::path& path = request.store;
  const std::string& experiment = request.experiment;
  const std::string& kernel = request.kernel;
  Store store = Store::open_read_only(path);
  std::vector<std::string> kernels;  // with a suspect taken away, in the runs looked at
  const auto tells = [&](RunId run) {
    const std::vector<std::string> of_run =
        kernels_with_removals(store.measured_cells(run), store.facts(run));
    kernels.insert(kernels.end(), of_run.begin(), of_run.end());
    return kernel.empty() ? !of_run.empty() : contains(of_run, kernel);
  };
  const RunId newest = find_run(store, path, {experiment, request.run});
  if (tells(newest)) return store.load(newest);
  if (request.run) throw RequestError(nothing_taken_away(fmt::format("run {}", newest), kernel, kernels));
  for (const RunSummary& run : store.runs()) {
    if (run.id == newest || (!experiment.empty() && run.experiment != experiment) || !tells(run.id)) continue;
    note("explaining run {} of {}, the newest in which a suspect was taken away{}; run {} is newer", run.id,
         run.experiment, of_kernel(kernel), newest);
    return store.load(run.id);
  }
  std::sort(kernels.begin(), kernels.end());
  kernels.erase(std::unique(kernels.begin(), kernels.end()), kernels.end());
  throw RequestError(
      nothing_taken_away("any run of " + (experiment.empty() ? "the store" : experiment), kernel, kernels));
}

// The first of the measured tasks whose times did not settle, "concat of 300 (boxed glibc)"; empty: there is
// none.
std::string unsettled_task(const Dataset& dataset, const std::string& kernel) {
  const std::vector<CellIterations> iterations = iterations_of_cells(dataset, dataset.run.estimand);
  for (const StoredTrial& trial : dataset.trials) {
    const Cell& cell = dataset.run.cells.at(trial.planned.cell);
    if (iterations[trial.planned.cell].measured.empty() && (kernel.empty() || cell.kernel == kernel))
      return fmt::format("{} ({} {})", task_name(cell.kernel, cell.size), cell.layout, cell.allocator);
  }
  return "";
}

std::string screens(const Dataset& dataset, const std::vector<Attribution>& attributions) {
  const TerminalStyle style = detect_terminal(STDOUT_FILENO);
  std::string text = explained_run(dataset, style);
  for (const Attribution& attribution : attributions) text += "\n" + explanation(attribution, style);
  return text;
}

}  // namespace

void print_explanations(const Dataset& dataset, const Catalog& catalog) {
  const std::vector<Attribution> attributions = attribute(dataset, declared_work_of(catalog));
  if (!attributions.empty()) print_as_is("\n" + screens(dataset, attributions));
}

int explain(const ExplainRequest& request) {
  if (request.format != "text" && request.format != "json")
    throw RequestError(fmt::format("--format: '{}' is none of text, json", request.format));
  const Dataset dataset = load_explained_run(request);
  const Catalog catalog = discover_runners(find_places().runners);
  std::vector<Attribution> attributions = attribute(dataset, declared_work_of(catalog));
  if (!request.kernel.empty())
    std::erase_if(attributions, [&](const Attribution& one) { return one.kernel != request.kernel; });
  const std::string unsettled = attributions.empty() ? unsettled_task(dataset, request.kernel) : "";
  if (!unsettled.empty())
    throw RequestError(fmt::format(
        "explain: {} has no settled times: its iterations do not repeat themselves; run it again with more of them "
        "(--iterations 6), or measure cold ones (estimand = \"cold\" in its spec)",
        unsettled));
  if (attributions.empty())  // every block was replaced and none has been run again yet
    throw RequestError(nothing_taken_away("any run of " + dataset.run.experiment, request.kernel, {}));
  const std::string text = request.format == "json" ? attribution_json(attributions, dataset.label)
                                                    : screens(dataset, attributions);
  print_as_is(text);
  return 0;
}

}  // namespace allocscale
