// store: how long does it take to keep 100,000 samples, and to make tables of them?
#include "harness/store/store.hpp"

#include <fmt/format.h>

#include "harness/analysis/findings.hpp"
#include "harness/base/clock.hpp"
#include "harness/base/error.hpp"
#include "harness/base/quantity.hpp"
#include "harness/report/format.hpp"
#include "harness/selfbench/made_trial.hpp"
#include "harness/selfbench/part.hpp"
#include "harness/selfbench/quantile.hpp"
#include "harness/selfbench/scratch_folder.hpp"

namespace allocscale::selfbench {
namespace {

constexpr std::size_t samples_wanted = 100'000;
constexpr int iterations = 5;
constexpr int repeats = 5;
constexpr double target_ns = 1e9;

struct MadeTrial {
  PlannedTrial planned;
  TrialResult result;
};

// The shape of the full matrix: kernels × layouts × allocators, alone and together.
std::vector<Cell> made_cells() {
  std::vector<Cell> cells;
  for (const char* kernel : {"concat", "copy", "dict", "sqrt"})
    for (const char* layout : {"boxed", "contiguous"})
      for (const char* allocator : {"glibc", "jemalloc", "mimalloc", "tcmalloc"})
        for (const int workers : {1, 2})
          cells.push_back({kernel, layout, allocator, 1'000'000, workers, iterations});
  return cells;
}

std::vector<MadeTrial> made_trials(const std::vector<Cell>& cells, SplitMix64& random) {
  std::vector<MadeTrial> trials;
  std::size_t samples = 0;
  for (std::size_t i = 0; samples < samples_wanted; ++i) {
    MadeTrial& trial = trials.emplace_back();
    trial.planned.cell = i % cells.size();
    trial.planned.block = static_cast<int>(i / cells.size());
    trial.planned.seed = random.next();
    trial.result = made_result(cells[trial.planned.cell], random);
    for (const WorkerResult& worker : trial.result.workers) samples += worker.samples.size();
  }
  return trials;
}

double insert_ns(Store& store, RunId run, const std::vector<MadeTrial>& trials) {
  const std::int64_t begin_ns = monotonic_ns();
  for (const MadeTrial& trial : trials)
    if (!store.record(run, trial.planned, trial.result, 1'700'000'000'000'000'000, false))
      throw SetupError("the store refused a trial");
  return static_cast<double>(monotonic_ns() - begin_ns);
}

double tabulate_ns(const std::filesystem::path& path, RunId run) {
  const std::int64_t begin_ns = monotonic_ns();
  const std::string text =
      find_format("text").render(report_of(analyse(Store::open_read_only(path).load(run))), {});
  const std::int64_t end_ns = monotonic_ns();
  if (text.empty()) throw SetupError("the tables are empty");
  return static_cast<double>(end_ns - begin_ns);
}

Figure figure(const std::string& what, const std::vector<double>& times) {
  const double middle = median(times);
  return {what, format_duration(middle), "≤ " + format_duration(target_ns), middle <= target_ns};
}

PartReport measure(Instrument& instrument) {
  const std::vector<Cell> cells = made_cells();
  const std::vector<MadeTrial> trials = made_trials(cells, instrument.random());
  const ScratchFolder folder;
  std::vector<double> inserted;
  std::vector<double> tabulated;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    const auto path = folder.path() / fmt::format("store{}.db", repeat);
    Store store = Store::open(path);
    const RunId run = store.open_run(instrument.head(cells), true).id;
    inserted.push_back(insert_ns(store, run, trials));
    tabulated.push_back(tabulate_ns(path, run));
  }
  const std::string samples = format_count(samples_wanted);
  PartReport report;
  report.figures = {
      figure(fmt::format("{} samples inserted, median", samples), inserted),
      figure(fmt::format("{} samples loaded, analysed, rendered, median", samples), tabulated),
  };
  report.how = fmt::format(
      "{} stores in {}: {} trials, half of them of 1 worker and half of 2, × 3 phases × {} iterations, every "
      "metric present, one transaction per trial; then the text tables of them.",
      repeats, folder.in_words(), format_count(static_cast<double>(trials.size())), iterations);
  return report;
}

}  // namespace

const Part parts::store = {"store", "How long do 100,000 samples take, in and out?", measure};

}  // namespace allocscale::selfbench
