#include "harness/cli/run_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "harness/attribution/removed_suspects.hpp"
#include "harness/base/clock.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/interrupt.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/quantity.hpp"
#include "harness/base/text_file.hpp"
#include "harness/cli/environments.hpp"
#include "harness/cli/exit_status.hpp"
#include "harness/cli/explain_command.hpp"
#include "harness/cli/kept_copy.hpp"
#include "harness/cli/measuring.hpp"
#include "harness/cli/note.hpp"
#include "harness/cli/print.hpp"
#include "harness/cli/run_details.hpp"
#include "harness/cli/version.hpp"
#include "harness/conduct/allocator_levels.hpp"
#include "harness/conduct/asked_demand.hpp"
#include "harness/conduct/conduct.hpp"
#include "harness/conduct/forecast.hpp"
#include "harness/conduct/program_offer.hpp"
#include "harness/conduct/program_trial.hpp"
#include "harness/conduct/request_count.hpp"
#include "harness/conduct/run_head.hpp"
#include "harness/conduct/sharding.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/launch/knob_level.hpp"
#include "harness/launch/process_limits.hpp"
#include "harness/launch/program_command.hpp"
#include "harness/launch/worker_command.hpp"
#include "harness/measure/cgroup.hpp"
#include "harness/measure/counter_access.hpp"
#include "harness/measure/cpu_use.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/measure/malloc_conf.hpp"
#include "harness/measure/node_name.hpp"
#include "harness/measure/pressure.hpp"
#include "harness/measure/topology_reader.hpp"
#include "harness/plan/asked_events.hpp"
#include "harness/plan/dry_run.hpp"
#include "harness/plan/expand.hpp"
#include "harness/plan/experiment_files.hpp"
#include "harness/plan/spec.hpp"
#include "harness/report/run_notes.hpp"
#include "harness/report/tables.hpp"
#include "harness/store/store.hpp"

namespace allocscale {
namespace {

constexpr int exit_failed_trials = 1;
constexpr int exit_unwritten_tables = 1;  // or an unwritten copy of the store

int print_dry_run(const Campaign& campaign, const AskDemand& ask, const std::filesystem::path& store,
                  const Machine& machine) {
  std::vector<TaskHistory> known;
  AskDemand informed = ask;
  if (std::filesystem::exists(store)) {
    Store opened = Store::open_read_only(store);
    known = stored_histories(campaign.plan, opened, machine);
    informed = with_measured_peaks(ask, campaign.plan, campaign.catalog, opened);
  }
  const std::vector<Prediction> predictions =
      predict(campaign.plan, campaign.topology, campaign.catalog, informed);
  DryRun plan = dry_run(campaign.experiment, campaign.plan, shape_block(campaign.plan, predictions),
                        predictions, available_memory().value_or(INT64_MAX));
  for (std::string& line :
       forecast_lines(known, plan.blocks, campaign.experiment.margin, seconds_per_block(plan)))
    plan.notes.push_back(std::move(line));
  print_page(render(plan));
  return 0;
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

// Says in which column the events given by code are stored, or why they are not counted. Of the events that
// every run counts, the report and doctor say which are missing.
void say_what_is_counted(const std::vector<AskedEvent>& asked_events) {
  if (asked_events.empty()) return;
  const CounterAccess access = try_counters(asked_events);
  for (const std::string& line : counter_notes(access)) note("{}", line);
  for (const CounterState& state : access.states)
    for (std::size_t i = 0; i < asked_events.size(); ++i)
      if (state.metric == asked_event_metrics.at(i) && state.usable())
        note("{} is in the store as {} of every sample", asked_event_text(asked_events[i]),
             metric_info(state.metric).name);
}

void listen_for_quiet(const QuietRule& rule, const Topology& topology) {
  const std::vector<int> cpus = cpu_ids(topology);
  await_quiet(rule, {.listen = [&cpus] { return listen_to_cpus(cpus, 1); },
                     .steady_seconds = monotonic_seconds,
                     .interrupted = [] { return interrupt_flag().load(); },
                     .say = [](const std::string& line) { note("{}", line); },
                     .cpus = static_cast<int>(cpus.size())});
}

// What a run of ten seconds or more says before its first trial: what its blocks will buy, and who uses the
// CPUs.
void begin_run(const Campaign& campaign, const Machine& machine, const QuietRule& rule, Store& store,
               double call_seconds, double block_seconds) {
  const bool is_long = call_seconds >= 10;
  if (is_long)
    for (const std::string& line :
         forecast_lines(stored_histories(campaign.plan, store, machine), campaign.experiment.blocks,
                        campaign.experiment.margin, block_seconds))
      note("{}", line);
  if (is_long || rule.wait_seconds > 0 || rule.required) listen_for_quiet(rule, campaign.topology);
}

// Gives the experiment's programs to every allocator that can be preloaded.
void offer(Campaign& campaign, const Places& places) {
  for (const std::string& line : leave_out_unmet(campaign.experiment, campaign.catalog)) note("{}", line);
  const std::vector<std::string> left_out = offer_programs(campaign.experiment, campaign.catalog, places);
  if (!left_out.empty())
    note("these variables of the environment are not passed on, since they change the allocator: {}",
         joined(left_out, " "));
}

// What sets the allocators beside their names: a file that they read becomes part of their builds, and
// variables that are not seen to act are said.
void look_at_settings(Campaign& campaign) {
  if (const auto options = read_malloc_conf("/")) {
    std::vector<std::string> names = add_malloc_conf(*options, campaign.catalog);
    std::erase_if(names,
                  [&](const std::string& name) { return !contains(campaign.experiment.allocators, name); });
    if (!names.empty())
      note("/etc/malloc.conf sets {} to '{}'; it is part of this run's identity", joined(names, ", "),
           *options);
  }
  for (const std::string& line :
       doubted_variables(campaign.experiment, campaign.catalog, {count_faults, has_setting}))
    note("{}", line);
}

// Throws where the call would take more than a day and nobody said that it may.
void refuse_days(double call_seconds, const Campaign& campaign, const RunRequest& request) {
  constexpr double day_seconds = 24 * 3600;
  if (request.yes || campaign.experiment.budget_seconds || call_seconds <= day_seconds) return;
  throw RequestError(fmt::format(
      "this would take {}: --budget 2h runs a part, and the same command goes on; --yes runs it all; "
      "--dry-run says what takes how long",
      format_span(call_seconds)));
}

// The machine is locked before the first trial: a run that is complete waits for nobody.
TrialHost host_of(const Campaign& campaign, const Machine& machine, const AskDemand& ask,
                  const RunRequest& request, Store& store, ProgramDemands& demands) {
  TrialHost host = watched_host(ask, request.share_machine);
  if (!campaign.experiment.programs.empty())
    host.run_trial = with_errands(campaign.experiment.programs, host.run_trial);
  host.prepare = [&, run_trial = host.run_trial, lock = std::make_shared<std::optional<MachineLock>>()] {
    *lock = lock_machine(request.share_machine);
    if (!campaign.experiment.programs.empty())
      try_programs(campaign, run_trial, demands, [](const std::string& line) { note("{}", line); });
  };
  host.begin = [&](double call_seconds, double block_seconds) {
    refuse_days(call_seconds, campaign, request);
    begin_run(campaign, machine, request.quiet, store, call_seconds, block_seconds);
  };
  host.stop_checked = [wanted = campaign.precision.value_or(0)](const StopCheck& check) {
    note("look after {} blocks, {:.0f} s: the widest interval is ±{:.1f} %, wanted ±{:g} %: {}", check.blocks,
         check.elapsed_seconds, 100 * *check.widest, 100 * wanted,
         check.decision == StopDecision::precise ? "enough"
         : check.decision == StopDecision::blocks
             ? "NOT reached, and no more blocks are wanted: --blocks adds some"
             : "more blocks");
  };
  return host;
}

// Before the first trial of a run with fidelity pairs, counts once what their tasks ask of malloc.
void count_before_trials(const Campaign& campaign, const std::vector<FidelityPair>& pairs,
                         const Places& places, RunId run, Store& store, TrialHost& host) {
  if (pairs.empty()) return;
  host.prepare = [&, run, prepare = std::move(host.prepare)] {
    prepare();
    if (!store.has_counted(run))
      store.record_counted(
          run, count_requests(campaign, pairs, places, [](const std::string& line) { note("{}", line); }));
  };
}

// Puts the allocators into the catalog. Arms are proven while this process alone measures on the machine; a
// dry run, which is short and stores nothing, does not wait for that. The lock is given up afterwards, since
// every run locks its store before the machine.
void prepare_locked(Campaign& campaign, const RunRequest& request) {
  std::optional<MachineLock> lock;
  ArmProver prover(locking_proofs(lock, !request.dry_run && !request.share_machine));
  prepare_allocators(campaign.experiment, campaign.catalog, prover);
}

// conduct(); a new run that is refused before its first trial leaves nothing in the store.
StopReason conduct_or_discard(const Campaign& campaign, Store& store, const OpenedRun& opened,
                              const TrialHost& host) {
  try {
    return conduct(campaign, store, opened, host);
  } catch (const RequestError&) {
    if (!opened.continued) store.discard_empty_run(opened.id);
    throw;
  }
}

// Makes the campaign's plan that of its shard. False, and said, where the shard has nothing to run.
bool take_part(Campaign& campaign, Shard shard) {
  const Split split = split_campaign(campaign, shard);
  shard.split = split.hash;
  Plan part = take_shard(campaign.plan, split, shard);
  std::string words = shard_words(campaign, split, part, shard);
  campaign.shard = shard;
  campaign.plan = std::move(part);
  if (campaign.plan.comparisons.empty()) {
    print_page(words + "\n");
    return false;
  }
  campaign.plan.notes.push_back(std::move(words));
  return true;
}

void refuse_too_many_processes(const Plan& plan) {
  TrialProcesses most;
  for (const Cell& cell : plan.cells) {
    if (plan.missing_runners.contains(cell.allocator)) continue;
    most.runners = std::max(most.runners, processes_of(cell));
    most.workers = std::max(most.workers, cell.workers);
  }
  const std::string refusal = limits_refusal(most, process_room(find_cgroup("/", "pids")));
  if (!refusal.empty()) throw RequestError(refusal);
}

int exit_status(const Dataset& dataset, StopReason stopped) {
  if (stopped == StopReason::interrupted) return exit_interrupted;
  for (const StoredTrial& trial : dataset.trials)
    if (trial.result.outcome != Outcome::complete && !is_skip(trial.result.outcome))
      return exit_failed_trials;
  return 0;
}

std::vector<std::string> formats_beside_store(const Findings& findings) {
  std::vector<std::string> formats = {"md", "csv"};
  if (!findings.fidelity.rows.empty()) formats.emplace_back("fidelity");
  return formats;
}

// Writes the tables beside the store, then prints them: the reader of standard output may have gone. What
// they end with is the answer, so that everything else is said before. False, and said, where they cannot be
// written; they are printed all the same.
bool give_tables(const Report& report, Store& store, const RunRequest& request, RunId run) {
  const std::filesystem::path& path = request.store;
  const std::filesystem::path folder = folder_of(path);
  std::string said;
  bool written = true;
  try {
    for (const auto& file : write_tables(report, table_name(path, report.findings.run.experiment, run),
                                         folder, formats_beside_store(report.findings), request.wide))
      said += (said.empty() ? "tables: " : ", ") + file.string();
  } catch (const SetupError& failure) {
    complain("{}; every sample: {}", failure.what(), path.string());
    written = false;
  }
  if (written) note("{}; every sample: {}", said, path.string());
  if (!request.summary)
    print_tables(report, "text", request.wide);
  else
    print_answer(report);
  store.require_in_place();
  return written;
}

int report_run(const RunRequest& request, Store& store, const OpenedRun& opened, StopReason stopped,
               const Campaign& campaign) {
  const Report report = make_report(store.load(opened.id), environments(campaign.catalog));
  const Dataset& dataset = report.dataset;
  for (const std::string& line : block_notes(report.findings.log)) note("{}", line);
  if (stopped == StopReason::out_of_budget)
    note("the budget is used up; the same command continues this run");
  if (stopped == StopReason::interrupted)
    complain("interrupted; all complete trials are kept, the same command continues this run");
  const bool written = give_tables(report, store, request, opened.id);
  if (asks_why(dataset.run.cells, dataset.run.facts)) print_explanations(dataset, campaign.catalog);
  const int status = exit_status(dataset, stopped);
  return status == 0 && !written ? exit_unwritten_tables : status;
}

}  // namespace

int run(const RunRequest& request, const Places& places) {
  Experiment experiment = read_experiment(find_experiment(request.experiment, places.experiments));
  apply(request.choices, experiment);
  return run_experiment(std::move(experiment), request, places);
}

int run_experiment(Experiment experiment, const RunRequest& request, const Places& places) {
  Campaign campaign;
  campaign.asked_events = request.asked_events;
  campaign.experiment = std::move(experiment);
  campaign.precision = request.choices.precision;
  campaign.catalog = discover_runners(places.runners);
  prepare_locked(campaign, request);
  if (!campaign.experiment.programs.empty()) offer(campaign, places);
  const Machine machine = this_machine();
  campaign.topology = read_topology(machine.cgroup_cpus);
  campaign.plan = expand(campaign.experiment, campaign.catalog, campaign.topology);
  look_at_settings(campaign);
  campaign.node = node_name();
  campaign.stays_on_node = request.shard || !request.store_copy.empty();
  if (request.shard && !take_part(campaign, *request.shard)) return 0;
  ProgramDemands demands(campaign.experiment);
  const AskDemand ask = [&demands, ask_runner = remembered_demand(campaign.catalog)](const Cell& cell) {
    return demands.is_program(cell) ? demands.demand_of(cell) : ask_runner(cell);
  };
  if (request.dry_run) return print_dry_run(campaign, ask, request.store, machine);

  refuse_too_many_processes(campaign.plan);
  watch_for_interrupt();
  for (const std::string& line : campaign.plan.notes) note("{}", line);
  KeptCopy copy(request.store_copy, request.store, campaign.node);
  Store store = Store::open(request.store);
  const MeasureLock lock = lock_store(request.store);
  copy.take_in(store);
  RunHead head = head_of(campaign, machine, request.seed, ask);
  head.run.program = version_line(places);
  head.run.command = request.command;
  const OpenedRun opened = store.open_run(head, request.fresh);
  say_what_is_stored(opened, request, opened.trials);
  tell_details(campaign, machine, opened);
  say_what_is_counted(campaign.asked_events);
  const AskDemand informed = with_measured_peaks(ask, campaign.plan, campaign.catalog, store);
  TrialHost host = host_of(campaign, machine, informed, request, store, demands);
  host.block_ended = [&] { copy.write(store); };
  count_before_trials(campaign, head.run.fidelity, places, opened.id, store, host);
  const StopReason stopped = conduct_or_discard(campaign, store, opened, host);
  copy.write(store);
  const int status = report_run(request, store, opened, stopped, campaign);
  return copy.is_current() ? status : exit_unwritten_tables;
}

}  // namespace allocscale
