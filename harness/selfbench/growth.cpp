// growth: what do a million samples take to be read, explained and tabulated, and do they take ten times what
// a hundred thousand take?
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <sstream>

#include "harness/base/error.hpp"
#include "harness/base/quantity.hpp"
#include "harness/launch/captured_run.hpp"
#include "harness/model/allocator_name.hpp"
#include "harness/selfbench/made_trial.hpp"
#include "harness/selfbench/part.hpp"
#include "harness/selfbench/scratch_folder.hpp"
#include "harness/store/store.hpp"

namespace allocscale::selfbench {
namespace {

constexpr int iterations = 6;
constexpr std::size_t fewest_blocks = 20;

struct Size {
  std::size_t samples = 0;
  double target_ns = 0;     // 0: none
  double target_bytes = 0;  // 0: none
};
constexpr std::array sizes = {Size{10'000, 0, 0}, Size{100'000, 1e9, 0}, Size{1'000'000, 10e9, 500 << 20}};

// Which way the experiment is large.
enum class Shape { tasks, blocks };

struct Experiment {
  std::vector<Cell> cells;
  std::vector<std::size_t> twins;  // those of them that a block holds twice
  int blocks = 0;
  std::size_t samples_per_block = 0;
};

std::size_t samples_of(const Cell& cell) {
  const bool alone = cell.siblings != Siblings::self;
  return static_cast<std::size_t>((alone ? 1 : cell.workers) * iterations * 3);
}

void add_cell(Experiment& experiment, const Cell& cell, bool twin = false) {
  if (twin) experiment.twins.push_back(experiment.cells.size());
  experiment.cells.push_back(cell);
  experiment.samples_per_block += samples_of(cell) * (twin ? 2 : 1);
}

// What `experiments/why.toml` asks of one kernel.
void add_task(Experiment& experiment, std::uint64_t size) {
  Cell cell{"concat", "", "", size, 1, iterations};
  for (const int workers : {1, 2}) {
    cell.workers = workers;
    for (const char* layout : {"boxed", "immortal", "ghost", "contiguous"})
      for (const char* allocator : {"glibc", "glibc:retain"}) {
        cell.layout = layout;
        cell.allocator = allocator;
        add_cell(experiment, cell, cell.layout == "boxed" && cell.allocator == "glibc");
      }
    cell.allocator = "glibc";
    for (const char* layout : {"replay", "replay+immortal", "replay+ghost"}) {
      cell.layout = layout;
      add_cell(experiment, cell);
    }
  }
  cell.layout = "boxed";
  cell.sibling_rate = SiblingRate::matched;
  for (const Siblings siblings :
       {Siblings::idle, Siblings::compute, Siblings::fault, Siblings::copy, Siblings::stream}) {
    cell.siblings = siblings;
    add_cell(experiment, cell);
  }
}

Experiment made_experiment(Shape shape, std::size_t samples) {
  Experiment experiment;
  for (const char* control : {"compute", "fault", "stream", "triad", "chase"})
    for (const int workers : {1, 2})
      add_cell(experiment, {control, "none", "glibc", 1'000'000, workers, iterations});
  const std::size_t control_samples = experiment.samples_per_block;
  add_task(experiment, 1);
  const std::size_t task_samples = experiment.samples_per_block - control_samples;
  if (shape == Shape::tasks)
    for (std::uint64_t size = 2; samples >= fewest_blocks * (experiment.samples_per_block + task_samples);
         ++size)
      add_task(experiment, size);
  experiment.blocks = static_cast<int>(samples / experiment.samples_per_block) + 1;
  return experiment;
}

// A loss, a cost, and page faults that are gone where a removal says so: all that explain does is done.
Level level_of(const Cell& cell) {
  const bool kept = keeps_memory(cell.allocator) || cell.layout.starts_with("replay");
  Level level;
  level.time_ns = (kept ? 30'000'000U : 50'000'000U) + (cell.workers > 1 ? 10'000'000U : 0U);
  level.minor_faults = kept ? 0 : 40'000;
  return level;
}

void record(Store& store, RunId run, const Experiment& experiment, std::size_t cell, int block, bool twin,
            SplitMix64& random) {
  PlannedTrial planned;
  planned.cell = cell;
  planned.block = block;
  planned.twin = twin;
  planned.seed = random.next();
  const Cell& made = experiment.cells[cell];
  if (!store.record(run, planned, made_result(made, random, level_of(made)), 1'700'000'000'000'000'000,
                    false))
    throw SetupError("the store refused a trial");
}

void write_store(const std::filesystem::path& path, const Experiment& experiment, Instrument& instrument) {
  Store store = Store::open(path);
  RunHead head = instrument.head(experiment.cells);
  head.run.baseline = {"boxed", "glibc"};
  const RunId run = store.open_run(head, true).id;
  for (int block = 0; block < experiment.blocks; ++block) {
    for (std::size_t cell = 0; cell < experiment.cells.size(); ++cell)
      record(store, run, experiment, cell, block, false, instrument.random());
    for (const std::size_t cell : experiment.twins)
      record(store, run, experiment, cell, block, true, instrument.random());
  }
}

struct Step {
  std::string name;
  double ns = 0;
  double peak_bytes = 0;  // by its end
};

std::vector<Step> read_store(const std::filesystem::path& path) {
  constexpr double deadline_seconds = 300;
  std::istringstream said(captured_output({SELFBENCH_READER, path.string()}, deadline_seconds));
  std::vector<Step> steps;
  Step whole = {"altogether"};
  for (Step step; said >> step.name >> step.ns >> step.peak_bytes; steps.push_back(step)) {
    whole.ns += step.ns;
    whole.peak_bytes = step.peak_bytes;
  }
  steps.push_back(whole);
  return steps;
}

std::string value_text(const Step& step, std::size_t samples, double before_ns_per_sample) {
  const double ns_per_sample = step.ns / static_cast<double>(samples);
  std::string text = fmt::format("{}, peak {}, {} samples/s", format_duration(step.ns),
                                 format_bytes(step.peak_bytes), format_count(1e9 / ns_per_sample));
  if (before_ns_per_sample > 0)
    text += fmt::format(", per sample {:.2f}× the size before", ns_per_sample / before_ns_per_sample);
  return text;
}

void add_targets(Figure& figure, const Step& whole, const Size& size) {
  if (size.target_ns <= 0) return;
  figure.target = "≤ " + format_duration(size.target_ns);
  figure.met = whole.ns <= size.target_ns;
  if (size.target_bytes <= 0) return;
  figure.target += ", " + format_bytes(size.target_bytes);
  figure.met = *figure.met && whole.peak_bytes <= size.target_bytes;
}

void measure_shape(Shape shape, Instrument& instrument, const ScratchFolder& folder, PartReport& report) {
  std::vector<double> before;  // ns per sample of each step
  for (const Size& size : sizes) {
    const Experiment experiment = made_experiment(shape, size.samples);
    const std::size_t samples = experiment.samples_per_block * static_cast<std::size_t>(experiment.blocks);
    const auto path =
        folder.path() / fmt::format("{}-{}.db", shape == Shape::tasks ? "tasks" : "blocks", samples);
    write_store(path, experiment, instrument);
    const std::vector<Step> steps = read_store(path);
    std::filesystem::remove(path);
    before.resize(steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string what =
          fmt::format("{} samples, {} cells × {} blocks: {}", format_count(static_cast<double>(samples)),
                      experiment.cells.size(), experiment.blocks, steps[i].name);
      Figure figure = {what, value_text(steps[i], samples, before[i]), "", std::nullopt};
      if (i + 1 == steps.size()) add_targets(figure, steps[i], size);
      report.figures.push_back(figure);
      before[i] = steps[i].ns / static_cast<double>(samples);
    }
  }
}

PartReport measure(Instrument& instrument) {
  const ScratchFolder folder;
  PartReport report;
  for (const Shape shape : {Shape::tasks, Shape::blocks}) measure_shape(shape, instrument, folder, report);
  report.how = fmt::format(
      "Stores in {} of made-up trials of the shape of the experiment why, every metric "
      "present, {} iterations: first with more and more tasks at about {} blocks, then "
      "with more and more blocks of one task. A process of its own reads each: load, "
      "explain (every subject attributed, every screen), analyse, and the three tables.",
      folder.in_words(), iterations, fewest_blocks);
  return report;
}

}  // namespace

const Part parts::growth = {"growth", "How do time and memory grow with the samples?", measure};

}  // namespace allocscale::selfbench
