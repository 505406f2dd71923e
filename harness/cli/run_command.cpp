#include "harness/cli/run_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <random>

#include "harness/base/error.hpp"
#include "harness/base/quantity.hpp"
#include "harness/cli/allocator_levels.hpp"
#include "harness/cli/cliffs_command.hpp"
#include "harness/cli/conduct.hpp"
#include "harness/cli/interrupt.hpp"
#include "harness/cli/remembered_demand.hpp"
#include "harness/cli/tables.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/launch/launcher.hpp"
#include "harness/measure/counter_access.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/measure/pressure.hpp"
#include "harness/measure/topology_reader.hpp"
#include "harness/plan/dry_run.hpp"
#include "harness/plan/expand.hpp"
#include "harness/plan/experiment_files.hpp"
#include "harness/plan/raw_events.hpp"
#include "harness/plan/spec.hpp"
#include "harness/report/progress.hpp"
#include "harness/report/run_notes.hpp"
#include "harness/store/measure_lock.hpp"
#include "harness/store/store.hpp"

namespace allocscale {
namespace {

constexpr int exit_failed_trials = 1;
constexpr int exit_interrupted = 130;

template <class... Args>
void note(fmt::format_string<Args...> text, Args&&... args) {
  std::fflush(stdout);  // where both go to one place, a note does not break into a line of the tables
  fmt::print(stderr, "allocscale: {}\n", fmt::format(text, std::forward<Args>(args)...));
}

std::vector<AllocatorBuild> builds_of(const Plan& plan, const Catalog& catalog) {
  std::vector<AllocatorBuild> builds;
  for (const Runner& runner : catalog.runners) {
    const auto used = [&runner](const Cell& cell) { return cell.allocator == runner.allocator; };
    if (std::any_of(plan.cells.begin(), plan.cells.end(), used))
      builds.push_back(
          {runner.allocator, runner.version, runner.library_path, runner.library_hash, runner.binary_hash});
  }
  return builds;
}

// What makes a run the same as an earlier one beside its cells, machine and builds, which the store compares
// itself.
std::string spec_key(const Experiment& experiment,
                     const std::map<std::string, std::string>& baseline_levels) {
  std::string levels;
  for (const auto& [factor, level] : baseline_levels) levels += fmt::format(" baseline {}={}", factor, level);
  return fmt::format("{} estimand={} margin={} baseline={}/{} deadline={}", experiment.name,
                     estimand_name(experiment.estimand), experiment.margin, experiment.baseline.layout,
                     experiment.baseline.allocator, experiment.deadline_seconds.value_or(0)) +
         levels;
}

std::uint64_t draw_seed() {
  std::random_device device;
  // 53 bits: a seed survives every program that reads numbers as doubles.
  return ((std::uint64_t{device()} << 32) | device()) >> 11;
}

std::vector<std::optional<LargestBuffer>> buffers_of(const Campaign& campaign, const AskDemand& ask) {
  std::vector<std::optional<LargestBuffer>> buffers;
  for (const Cell& cell : campaign.plan.cells) {
    std::optional<LargestBuffer>& buffer = buffers.emplace_back();
    if (find_runner(campaign.catalog, cell.allocator) != nullptr) buffer = largest_buffer(cell, ask(cell));
  }
  return buffers;
}

RunHead head_of(const Campaign& campaign, const Machine& machine, const RunRequest& request,
                const AskDemand& ask) {
  RunHead head;
  head.spec_key = spec_key(campaign.experiment, campaign.plan.baseline_levels);
  // A run that counts other events is another run: the trials of one have the same columns.
  for (const RawEvent& event : campaign.raw_events) head.spec_key += " event=" + raw_event_text(event);
  head.raw_events = campaign.raw_events;
  head.experiment = campaign.experiment.name;
  head.question = campaign.experiment.question;
  head.estimand = campaign.experiment.estimand;
  head.baseline = campaign.experiment.baseline;
  head.baseline.levels = campaign.plan.baseline_levels;
  head.margin = campaign.experiment.margin;
  head.blocks_wanted = campaign.experiment.blocks;
  head.seed = request.seed ? *request.seed : draw_seed();
  head.capacity = campaign.topology.capacity;
  head.machine = machine;
  head.cells = campaign.plan.cells;
  head.buffers = buffers_of(campaign, ask);
  head.builds = builds_of(campaign.plan, campaign.catalog);
  head.started_at_unix_ns = std::chrono::system_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
  return head;
}

int print_dry_run(const Campaign& campaign, const AskDemand& ask) {
  const std::vector<Prediction> predictions = predict(campaign.plan, campaign.topology, ask);
  const DryRun plan = dry_run(campaign.experiment, campaign.plan, shape_block(campaign.plan, predictions),
                              predictions, available_memory().value_or(INT64_MAX));
  fmt::print("{}", render(plan));
  return 0;
}

// The one harness that measures into this store; waits for another to finish.
MeasureLock lock_store(const std::filesystem::path& store) {
  bool said = false;
  auto lock = MeasureLock::acquire(store, [&](std::optional<pid_t> holder) {
    if (!said && holder)
      note("process {} is measuring into {}; waiting for it to end, since two would disturb each other",
           *holder, store.string());
    said = said || holder.has_value();
    return !interrupt_flag();
  });
  if (!lock) throw Interrupted();
  return *std::move(lock);
}

void say_what_is_stored(const OpenedRun& opened, const RunRequest& request, std::size_t trials_stored) {
  if (!opened.continued) return;
  if (request.seed && *request.seed != opened.seed)
    throw RequestError(
        fmt::format("--seed {}: this run was begun with seed {}; give that one, or --fresh to start over",
                    *request.seed, opened.seed));
  note("continuing run {} of {}: {} trials are stored; blocks that are whole are not run again", opened.id,
       request.store.string(), trials_stored);
}

// What is not counted, and where the events by code are found that are.
void say_what_is_counted(const std::vector<RawEvent>& raw_events) {
  const CounterAccess access = try_counters(raw_events);
  for (const std::string& line : counter_notes(access)) note("{}", line);
  for (const CounterState& state : access.states)
    for (std::size_t i = 0; i < raw_events.size(); ++i)
      if (state.metric == raw_event_metrics.at(i) && state.usable())
        note("{} is in the store as {} of every sample", raw_event_text(raw_events[i]),
             metric_info(state.metric).name);
}

World real_world(const Campaign& campaign, const AskDemand& ask, const Launcher& launcher,
                 const PressureReader& pressure, ProgressReporter& reporter) {
  World world;
  world.run_trial = [&](const TrialOrder& order) {
    Pressure before;
    Pressure added;
    const TrialHooks hooks = {
        .released = [&] { before = pressure.read(order.cpus); },
        .stopped = [&] { added = difference(before, pressure.read(order.cpus)); },
    };
    std::optional<TrialResult> result = launcher.run(order, hooks);
    if (!result) throw Interrupted();
    enter(added, result->readings);
    return *std::move(result);
  };
  world.available_memory = [] { return available_memory(); };
  world.ask_demand = ask;
  world.steady_seconds = [] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  };
  world.unix_ns = [] {
    return std::chrono::system_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
  };
  world.interrupted = [] { return interrupt_flag().load(); };
  world.advance = [&reporter](const Advance& now) {
    reporter.show({now.trials_done, now.trials_total, now.elapsed_seconds, now.predicted_seconds, now.now});
  };
  world.look = [wanted = campaign.precision.value_or(0)](const Look& look) {
    note("look after {} blocks, {:.0f} s: the widest interval is ±{:.1f} %, wanted ±{:g} %: {}", look.blocks,
         look.elapsed_seconds, 100 * *look.widest, 100 * wanted,
         look.decision == StopDecision::precise  ? "enough"
         : look.decision == StopDecision::blocks ? "these are all the blocks wanted"
                                                 : "more blocks");
  };
  return world;
}

Ending measure(const Campaign& campaign, Store& store, const OpenedRun& opened, const AskDemand& ask) {
  const PressureReader pressure;
  const Launcher launcher(
      {.interrupted = &interrupt_flag(), .oom_kills = [&pressure] { return pressure.oom_kills(); }});
  ProgressReporter reporter(STDERR_FILENO);
  return conduct(campaign, store, opened, real_world(campaign, ask, launcher, pressure, reporter));
}

int exit_status(const Dataset& dataset, Ending ending) {
  if (ending == Ending::interrupted) return exit_interrupted;
  for (const StoredTrial& trial : dataset.trials)
    if (trial.result.outcome != Outcome::complete && !is_skip(trial.result.outcome))
      return exit_failed_trials;
  return 0;
}

int report_run(const RunRequest& request, Store& store, const OpenedRun& opened, Ending ending) {
  const Dataset dataset = store.load(opened.id);
  const Findings findings = analyse(dataset);
  print_tables(findings, "text");
  const std::filesystem::path folder = request.store.has_parent_path() ? request.store.parent_path() : ".";
  std::string files;
  const std::string name = table_name(request.store, findings.experiment, opened.id);
  for (const auto& file : write_tables(findings, name, folder, {"md", "csv"}))
    files += (files.empty() ? "" : ", ") + file.string();
  note("tables: {}; every sample: {}", files, request.store.string());
  for (const std::string& line : block_notes(run_log(dataset))) note("{}", line);
  if (ending == Ending::out_of_budget) note("the budget is used up; the same command continues this run");
  if (ending == Ending::interrupted)
    note("interrupted; all complete trials are kept, the same command continues this run");
  return exit_status(dataset, ending);
}

}  // namespace

int run(const RunRequest& request, const Places& places) {
  if (request.experiment == cliffs_experiment) return map_cliffs(request, places);
  Campaign campaign;
  campaign.raw_events = request.raw_events;
  campaign.experiment =
      read_experiment(find_experiment(request.experiment, places.experiments, {cliffs_experiment}));
  apply(request.choices, campaign.experiment);
  campaign.precision = request.choices.precision;
  campaign.catalog = discover_runners(places.runners);
  ArmProver prover;
  settle_allocators(campaign.experiment, campaign.catalog, prover);
  const Machine machine = read_machine(ALLOCSCALE_COMPILER);
  campaign.topology = read_topology(machine.cgroup_cpus);
  campaign.plan = expand(campaign.experiment, campaign.catalog, campaign.topology);
  const AskDemand ask = remembering(campaign.catalog);
  if (request.dry_run) return print_dry_run(campaign, ask);

  watch_for_interrupt();
  for (const std::string& line : campaign.plan.notes) note("{}", line);
  Store store = Store::open(request.store);
  const MeasureLock lock = lock_store(request.store);
  const OpenedRun opened = store.open_run(head_of(campaign, machine, request, ask), request.fresh);
  say_what_is_stored(opened, request, opened.trials);
  say_what_is_counted(campaign.raw_events);
  const Ending ending = measure(campaign, store, opened, ask);
  return report_run(request, store, opened, ending);
}

}  // namespace allocscale
