#include "harness/store/views.hpp"

#include <fmt/format.h>

#include <string_view>

#include "harness/model/cell_columns.hpp"
#include "harness/model/metric.hpp"

namespace allocscale {
namespace {

// A column, and the expression that gives it.
struct ViewColumn {
  DataColumn column;
  std::string expression;
};
using ViewColumns = std::vector<ViewColumn>;

// ISO 8601 in UTC, as utc_time_text() writes it.
std::string moment(std::string_view column) {
  return fmt::format("strftime('%Y-%m-%dT%H:%M:%SZ', {} / 1000000000, 'unixepoch')", column);
}

ViewColumns run_keys() {
  return {{{"run", "", "its number, as in `allocscale runs`"}, "run.id"},
          {{"experiment", "", "the name of the experiment, or of the program"}, "run.experiment"}};
}

// What a trial, a worker and a sample have in common.
ViewColumns trial_keys() {
  ViewColumns columns = run_keys();
  const ViewColumns more = {
      {{"trial", "", "its number in the store"}, "trial.id"},
      {{"block", "", "the block that it belongs to, from 0 on"}, "trial.block"},
      {{"block_status", "",
        "counts; disturbed or cut: replaced by a later block, in no table; undecided: the block has not ended"},
       "coalesce(settled_block.standing, 'undecided')"},
      {{"sub_block", "", "the part of the block, where a block is split"}, "trial.sub_block"},
      {{"twin", "", "1: the second copy of the baseline; else 0"}, "trial.twin"}};
  columns.insert(columns.end(), more.begin(), more.end());
  for (const DataColumn& column : cell_columns()) columns.push_back({column, "cell." + column.name});
  return columns;
}

template <class Metrics>
void add_metrics(ViewColumns& columns, const Metrics& metrics, const std::string& table) {
  for (const MetricInfo& metric : metrics)
    columns.push_back({{std::string(metric.name), std::string(metric.unit), std::string(metric.meaning)},
                       table + "." + std::string(metric.name)});
}

constexpr std::string_view joined_trials =
    "JOIN run ON run.id = trial.run "
    "JOIN run_cell ON run_cell.run = trial.run AND run_cell.ordinal = trial.cell "
    "JOIN cell ON cell.id = run_cell.cell "
    "LEFT JOIN settled_block ON settled_block.run = trial.run AND settled_block.block = trial.block";

StoredView view_of(const char* name, const char* meaning, const ViewColumns& columns,
                   const std::string& from) {
  StoredView view{{name, meaning, {}, {}}, "SELECT "};
  for (const ViewColumn& column : columns) {
    view.select += (view.table.columns.empty() ? "" : ", ") + column.expression;
    view.table.columns.push_back(column.column);
  }
  view.select += " FROM " + from;
  return view;
}

StoredView runs_view() {
  ViewColumns columns = run_keys();
  const ViewColumns more = {
      {{"question", "", "that the experiment asks"}, "run.question"},
      {{"run_started", "UTC", "when it was begun (ISO 8601)"}, moment("run.started_at_unix_ns")},
      {{"note", "", "that the user gave it; may be empty"}, "run.note"},
      {{"program", "", "the version of allocscale that began it; empty: not known"}, "run.program"},
      {{"command", "", "that began it, as for a shell; empty: not known"}, "run.command"},
      {{"run_design", "", "separate or paired, as it was asked for"}, "run.design"},
      {{"run_estimand", "", "settled or cold: the time that is judged"}, "run.estimand"},
      {{"margin", "", "of the equivalence test: 0.03 is 3 %"}, "run.margin"},
      {{"blocks_wanted", "blocks", "by the call that wanted most"}, "run.blocks_wanted"},
      {{"run_seed", "", "of the random order of trials"}, "run.seed"},
      {{"baseline_layout", "", "what the others are compared with"}, "run.baseline_layout"},
      {{"baseline_allocator", "", "likewise"}, "run.baseline_allocator"},
      {{"capacity", "CPUs", "available to a trial"}, "run.capacity"},
      {{"node", "", "the name of the host; empty: not known"}, "run.node"},
      {{"shard", "", "3/8: the third part of eight; absent: the whole experiment"},
       "run.shard || '/' || run.shards"},
      {{"machine", "", "the number of the machine in this store"}, "machine.id"},
      {{"cpu_model", "", "of the machine"}, "machine.cpu_model"},
      {{"machine_cpus", "CPUs", "online"}, "machine.cpus"},
      {{"cores", "cores", "of the machine"}, "machine.cores"},
      {{"memory_bytes", "bytes", "of the machine"}, "machine.memory_bytes"},
      {{"linux", "", "release of the kernel"}, "machine.kernel"},
      {{"libc", "", "of the machine"}, "machine.libc"},
      {{"compiler", "", "that built the kernels"}, "machine.compiler"},
      {{"transparent_huge_pages", "", "the machine's setting; absent where it has none"},
       "machine.huge_pages"},
      {{"governor", "", "of CPU 0; absent where it has none"}, "machine.governor"},
      {{"hypervisor", "", "absent on bare metal"}, "machine.hypervisor"}};
  columns.insert(columns.end(), more.begin(), more.end());
  return view_of("runs", "a run", columns, "run JOIN machine ON machine.id = run.machine");
}

StoredView allocators_view() {
  ViewColumns columns = run_keys();
  const ViewColumns more = {
      {{"allocator", "", "as in trials"}, "allocator_build.name"},
      {{"version", "", "that it says it has"}, "allocator_build.version"},
      {{"library_path", "", "of the library that owned malloc"}, "allocator_build.library_path"},
      {{"library_hash", "", "of that file"}, "allocator_build.library_hash"},
      {{"runner_hash", "", "of the measured program"}, "allocator_build.binary_hash"},
      {{"settings", "", "its variables, a line each; may be empty"}, "run_build.settings"},
      {{"arm_variables", "", "what its policy arm sets, a line each; may be empty"},
       "run_build.arm_variables"}};
  columns.insert(columns.end(), more.begin(), more.end());
  return view_of("allocators", "an allocator of a run", columns,
                 "run JOIN run_build ON run_build.run = run.id JOIN allocator_build ON allocator_build.id = "
                 "run_build.allocator_build");
}

StoredView trials_view() {
  ViewColumns columns = trial_keys();
  const ViewColumns more = {
      {{"position", "", "its place in the random order of the block"}, "trial.position"},
      {{"outcome", "", "complete, failed, timed out, out of memory, wrong answer, wrong allocator, skipped"},
       "trial.outcome"},
      {{"message", "", "why it is not complete; else empty"}, "trial.message"},
      {{"resumed", "", "1: its block was cut and continued by a later call; else 0"}, "trial.resumed"},
      {{"shared_machine", "", "1: another harness may have measured beside it; else 0"},
       "trial.shared_machine"},
      {{"trial_started", "UTC", "when it was started (ISO 8601)"}, moment("trial.started_at_unix_ns")}};
  columns.insert(columns.end(), more.begin(), more.end());
  add_metrics(columns, trial_metrics, "trial");
  return view_of("trials", "a trial: one launch of the workers of a cell", columns,
                 "trial " + std::string(joined_trials));
}

// Of a worker of a trial.
ViewColumn worker_column(const char* table) {
  return {{"worker", "", "its number in the trial, from 0 on"}, std::string(table) + ".worker"};
}

StoredView workers_view() {
  ViewColumns columns = trial_keys();
  columns.push_back(worker_column("worker"));
  const ViewColumns more = {
      {{"cpu", "", "to which it was pinned; absent: it was not"}, "worker.cpu"},
      {{"sibling", "", "1: it ran another kernel beside worker 0 and has no samples; else 0"},
       "worker.sibling"},
      {{"checksum", "", "of its answer"}, "worker.checksum"},
      {{"unproven", "", "of a program: its processes of which nobody saw who owned malloc"},
       "worker.unproven"}};
  columns.insert(columns.end(), more.begin(), more.end());
  add_metrics(columns, worker_metrics, "worker");
  return view_of("workers", "a worker of a complete trial: one process", columns,
                 "worker JOIN trial ON trial.id = worker.trial " + std::string(joined_trials));
}

StoredView samples_view() {
  ViewColumns columns = trial_keys();
  columns.push_back(worker_column("sample"));
  const ViewColumns more = {
      {{"iteration", "", "from 0 on; 0 is cold"}, "sample.iteration"},
      {{"phase", "", "build, operate or teardown"}, "sample.phase"},
      {{"alone", "", "of a paired trial: 1: the other workers were held meanwhile; else absent"},
       "sample.alone"}};
  columns.insert(columns.end(), more.begin(), more.end());
  add_metrics(columns, phase_metrics, "sample");
  return view_of("samples", "a phase of an iteration of a worker", columns,
                 "sample JOIN trial ON trial.id = sample.trial " + std::string(joined_trials));
}

}  // namespace

const std::vector<StoredView>& stored_views() {
  static const std::vector<StoredView> views = {runs_view(), allocators_view(), trials_view(), workers_view(),
                                                samples_view()};
  return views;
}

}  // namespace allocscale
