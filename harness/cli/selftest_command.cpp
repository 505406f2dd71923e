#include "harness/cli/selftest_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "harness/base/error.hpp"
#include "harness/base/interrupt.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/base/scratch_folder.hpp"
#include "harness/cli/exit_status.hpp"
#include "harness/cli/measuring.hpp"
#include "harness/cli/note.hpp"
#include "harness/conduct/asked_demand.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/measure/topology_reader.hpp"
#include "harness/report/attribution_json.hpp"
#include "harness/report/explanation.hpp"
#include "harness/report/selftest_report.hpp"
#include "harness/report/terminal.hpp"
#include "harness/selftest/attribution_truth.hpp"
#include "harness/selftest/busy_truth.hpp"
#include "harness/selftest/gathering.hpp"
#include "harness/selftest/inference_truth.hpp"
#include "harness/selftest/resumed_store.hpp"

namespace allocscale {
namespace {

constexpr int exit_not_right = 1;

std::string explain_in_full(const std::vector<Attribution>& attributions) {
  std::string text = attribution_json(attributions);
  for (const Attribution& attribution : attributions) text += explanation(attribution, {});
  return text;
}

std::vector<BoundedFigure> simulated_truth(std::uint64_t seed) {
  constexpr int campaigns = 200;
  std::vector<BoundedFigure> figures = inference_truth({.seed = seed});
  for (BoundedFigure& figure : busy_truth(campaigns, seed)) figures.push_back(std::move(figure));
  figures.push_back(exact_points());
  for (BoundedFigure& figure : attribution_truth(campaigns, seed)) figures.push_back(std::move(figure));
  figures.push_back(resumed_store_truth(seed, explain_in_full));
  return figures;
}

void print_results(const SelftestResults& results) {
  const TerminalStyle style = detect_terminal(STDOUT_FILENO);
  const std::string text =
      selftest_report(results, {.columns = style.columns, .colour = style.colour, .unicode = style.unicode});
  (void)std::fwrite(text.data(), 1, text.size(), stdout);  // main checks the stream
}

// `report` and `explain` show a store's newest run, so runs of the self-test would hide those of an
// experiment in the same store.
void refuse_other_experiments(Store& store, const std::filesystem::path& path) {
  for (const RunSummary& run : store.runs())
    if (!run.experiment.starts_with("selftest-"))
      throw RequestError(
          fmt::format("selftest: {} holds the experiment '{}'; give the self-test a --store of its own",
                      path.string(), run.experiment));
}

// Planning proves arms, while this process alone measures on the machine.
std::vector<SelftestRun> planned_runs(const SelftestRequest& request, const Places& places,
                                      const Topology& topology) {
  std::optional<MachineLock> lock;
  if (!request.share_machine) lock = lock_machine(false);
  return selftest_runs(request.length, request.seed, places, topology);
}

}  // namespace

int selftest(const SelftestRequest& request, const Places& places) {
  watch_for_interrupt();
  Store store = Store::open(request.store);
  refuse_other_experiments(store, request.store);
  const Machine machine = this_machine();
  const Topology topology = read_topology(machine.cgroup_cpus);
  const std::vector<SelftestRun> runs = planned_runs(request, places, topology);
  note("{}, about {} where nothing is stored yet; what is measured is kept in {}", plural(runs.size(), "run"),
       format_span(predicted_seconds(runs)), request.store.string());
  (void)temporary_folder();  // refuses early: the simulation, which comes last, needs it
  const MeasureLock store_lock = lock_store(request.store);
  const MachineLock machine_lock = lock_machine(request.share_machine);
  Gathering gathering;
  for (const SelftestRun& run : runs) {
    const ConductedRun conducted = conduct_run(
        run, store, machine, watched_host(remembered_demand(run.campaign.catalog), request.share_machine));
    if (conducted.stopped == StopReason::interrupted) {
      complain("interrupted; all complete trials are kept, the same command continues");
      return exit_interrupted;
    }
    gathering.add(run, store.load(conducted.id));
  }
  SelftestResults results = gathering.results(runs.front().campaign.catalog);
  results.seed = request.seed;
  results.simulated = simulated_truth(request.seed);
  print_results(results);
  return results.holds() ? 0 : exit_not_right;
}

}  // namespace allocscale
