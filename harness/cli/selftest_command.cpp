#include "harness/cli/selftest_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include "harness/base/error.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/cli/interrupt.hpp"
#include "harness/cli/note.hpp"
#include "harness/cli/real_world.hpp"
#include "harness/cli/resumed_store.hpp"
#include "harness/conduct/declared_work.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/measure/topology_reader.hpp"
#include "harness/report/selftest_report.hpp"
#include "harness/report/terminal.hpp"
#include "harness/selftest/attribution_truth.hpp"
#include "harness/selftest/inference_truth.hpp"

namespace allocscale {
namespace {

constexpr int exit_not_right = 1;
constexpr int exit_interrupted = 130;

std::vector<Gauge> simulated_truth(std::uint64_t seed) {
  constexpr int campaigns = 60;
  std::vector<Gauge> gauges = inference_truth({.seed = seed});
  gauges.push_back(exact_points());
  for (Gauge& gauge : attribution_truth(campaigns, seed)) gauges.push_back(std::move(gauge));
  gauges.push_back(resumed_store_truth(seed));
  return gauges;
}

// What the stored runs come to.
class Gathering {
 public:
  void add(const SelftestRun& run, const Dataset& dataset) {
    for (const double p : twin_p_values(dataset)) p_values_.push_back(p);
    for (const StoredTrial& trial : dataset.trials) {
      ++results_.trials;
      results_.incomplete += trial.result.outcome == Outcome::complete ? 0 : 1;
    }
    if (!run.planted) return;
    campaigns_.push_back({attribute(dataset, declared_work_of(run.campaign.catalog)), run.competitor});
    ++results_.experiments;
    results_.blocks = run.campaign.experiment.blocks;
  }

  SelftestResults results(const Catalog& catalog) {
    results_.confusion = confusion(campaigns_);
    results_.slopes =
        dose_slopes(campaigns_, [ask_work = declared_work_of(catalog)](const Attribution& attribution) {
          return declared_spin(attribution, ask_work);
        });
    results_.mixed = mixed_shares(campaigns_, results_.slopes);
    results_.twins = tally(p_values_);
    return results_;
  }

 private:
  static std::optional<double> declared_spin(const Attribution& attribution, const AskWork& ask_work) {
    Cell cell;
    cell.kernel = attribution.kernel;
    cell.size = attribution.size;
    cell.iterations = attribution.iterations;
    cell.layout = attribution.subject.layout;
    cell.allocator = attribution.subject.allocator;
    const auto work = ask_work(cell);
    if (!work || !work->planted_ns) return std::nullopt;
    return static_cast<double>(*work->planted_ns) * (attribution.subject.workers - 1);
  }

  SelftestResults results_;
  std::vector<double> p_values_;
  std::vector<CampaignAttributions> campaigns_;
};

void print(const SelftestResults& results) {
  const TerminalStyle style = detect_terminal(STDOUT_FILENO);
  const std::string text =
      selftest_report(results, {.columns = style.columns, .colour = style.colour, .unicode = style.unicode});
  (void)std::fwrite(text.data(), 1, text.size(), stdout);  // main looks at the stream's state
}

// Tables and explanations speak of a store's newest run: that of an experiment is not to be covered.
void refuse_other_experiments(Store& store, const std::filesystem::path& path) {
  for (const RunSummary& run : store.runs())
    if (!run.experiment.starts_with("selftest-"))
      throw RequestError(
          fmt::format("selftest: {} holds the experiment '{}'; give the self-test a --store of its own",
                      path.string(), run.experiment));
}

}  // namespace

int selftest(const SelftestRequest& request, const Places& places) {
  watch_for_interrupt();
  Store store = Store::open(request.store);
  refuse_other_experiments(store, request.store);
  const Machine machine = read_machine(ALLOCSCALE_COMPILER);
  const Topology topology = read_topology(machine.cgroup_cpus);
  const std::vector<SelftestRun> runs = selftest_runs(request.length, request.seed, places, topology);
  note("{}, about {} where nothing is stored yet; what is measured is kept in {}", plural(runs.size(), "run"),
       format_span(predicted_seconds(runs)), request.store.string());
  const std::vector<Gauge> simulated = simulated_truth(request.seed);
  const MeasureLock lock = lock_store(request.store);
  Gathering gathering;
  for (const SelftestRun& run : runs) {
    const ConductedRun conducted = conduct_run(run, store, machine);
    if (conducted.ending == Ending::interrupted) {
      note("interrupted; all complete trials are kept, the same command continues");
      return exit_interrupted;
    }
    gathering.add(run, store.load(conducted.id));
  }
  SelftestResults results = gathering.results(runs.front().campaign.catalog);
  results.seed = request.seed;
  results.simulated = simulated;
  print(results);
  return results.holds() ? 0 : exit_not_right;
}

}  // namespace allocscale
