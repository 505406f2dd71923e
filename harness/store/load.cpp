#include "harness/store/load.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "harness/model/factor.hpp"
#include "harness/store/block_table.hpp"
#include "harness/store/build_table.hpp"
#include "harness/store/cliff_table.hpp"
#include "harness/store/event_table.hpp"
#include "harness/store/fact_table.hpp"
#include "harness/store/fidelity_table.hpp"
#include "harness/store/machine_table.hpp"
#include "harness/store/published_table.hpp"
#include "harness/store/row.hpp"
#include "harness/store/run_table.hpp"
#include "harness/store/stop_check_table.hpp"
#include "harness/store/text_lines.hpp"

namespace allocscale {
namespace {

template <class Value, class Name>
std::optional<Value> known_name(const std::string& word, std::initializer_list<Value> values, Name name) {
  for (const Value value : values)
    if (name(value) == word) return value;
  return std::nullopt;
}

// The number of a factor's level, by their words; nothing where there is no such factor or level.
std::optional<std::size_t> level_number(const std::string& factor, const std::string& level) {
  for (const Factor& known_factor : factors())
    if (known_factor.name == factor) return find_level(known_factor, level);
  return std::nullopt;
}

std::map<std::string, std::string> read_baseline_levels(Connection& connection, RunId run) {
  SQLite::Statement query(connection.database, "SELECT factor, level FROM run_baseline_level WHERE run = ?");
  std::map<std::string, std::string> levels;
  with(query, run);
  while (query.executeStep()) {
    RowReader row(query, {"a baseline level of run", run});
    const auto factor = row.next<std::string>();
    const auto level = row.next<std::string>();
    known(connection, level, level_number(factor, level));
    levels[factor] = level;
  }
  return levels;
}

std::vector<Cell> read_cells(Connection& connection, RunId run, const std::string& that = "") {
  std::string columns;
  for (const Factor& factor : factors()) columns += ", " + std::string(factor.name);
  SQLite::Statement query(connection.database, "SELECT kernel, layout, allocator, size, workers, iterations" +
                                                   columns +
                                                   " FROM run_cell LEFT JOIN cell ON cell.id "
                                                   "= run_cell.cell WHERE run = ? " +
                                                   that + " ORDER BY ordinal");
  std::vector<Cell> cells;
  with(query, run);
  while (query.executeStep()) {
    RowReader row(query, {"a cell of run", run});
    Cell& cell = cells.emplace_back();
    cell.kernel = row.next<std::string>();
    cell.layout = row.next<std::string>();
    cell.allocator = row.next<std::string>();
    cell.size = row.next<std::uint64_t>();
    cell.workers = row.next_positive<int>();
    cell.iterations = row.next_positive<int>();
    for (const Factor& factor : factors()) {
      const auto level = row.next<std::string>();
      factor.set(cell, known(connection, level, find_level(factor, level)));
    }
  }
  return cells;
}

std::vector<std::optional<LargestBuffer>> read_buffers(Connection& connection, RunId run) {
  SQLite::Statement query(connection.database,
                          "SELECT buffer_bytes, buffer_grows FROM run_cell WHERE run = ? ORDER BY ordinal");
  std::vector<std::optional<LargestBuffer>> buffers;
  with(query, run);
  while (query.executeStep()) {
    RowReader row(query, {"a cell of run", run});
    const auto bytes = row.next<std::optional<std::uint64_t>>();
    const auto grows = row.next<std::optional<bool>>();
    std::optional<LargestBuffer>& buffer = buffers.emplace_back();
    if (bytes && grows) buffer = LargestBuffer{*bytes, *grows ? BufferUse::growing : BufferUse::repeated};
  }
  return buffers;
}

// Absent where the store holds no such run.
std::optional<RunDescription> read_description(Connection& connection, RunId run) {
  SQLite::Statement query(
      connection.database,
      "SELECT experiment, question, estimand, baseline_layout, baseline_allocator, margin, blocks_wanted, "
      "seed, capacity, machine, design, node, shard, shards, replicas, split, program, command FROM run WHERE id = "
      "?");
  if (!with(query, run).executeStep()) return std::nullopt;
  RowReader row(query, {"run", run});
  RunDescription description;
  description.experiment = row.next<std::string>();
  description.question = row.next<std::string>();
  const auto estimand = row.next<std::string>();
  description.estimand =
      known(connection, estimand, known_name(estimand, {Estimand::cold, Estimand::settled}, estimand_name));
  description.baseline.layout = row.next<std::string>();
  description.baseline.allocator = row.next<std::string>();
  description.baseline.levels = read_baseline_levels(connection, run);
  description.margin = row.next<double>();
  description.blocks_wanted = row.next_positive<int>();
  description.seed = row.next_bits();
  description.capacity = row.next_positive<int>();
  description.machine = read_machine(connection.database, row.next<std::int64_t>());
  const auto design = row.next<std::string>();
  description.design =
      known(connection, design, known_name(design, {Design::separate, Design::paired}, design_name));
  description.node = row.next<std::string>();
  description.shard = read_shard(row);
  description.program = row.next<std::string>();
  description.command = row.next<std::string>();
  description.cells = read_cells(connection, run);
  description.buffers = read_buffers(connection, run);
  description.builds = read_builds(connection.database, run);
  description.asked_events = read_events(connection, run);
  description.facts = read_facts(connection, run);
  description.published = read_published(connection, run);
  description.fidelity = read_fidelity(connection, run);
  description.counted = read_counted(connection, run);
  return description;
}

RunLabel read_label(Connection& connection, RunId run) {
  SQLite::Statement query(connection.database, "SELECT started_at_unix_ns, note FROM run WHERE id = ?");
  with(query, run).executeStep();
  RowReader row(query, {"run", run});
  RunLabel label;
  label.number = run;
  label.started_at_unix_ns = row.next<std::int64_t>();
  label.note = row.next<std::string>();
  return label;
}

// The cliff lines of the run's builds on its machine.
std::vector<CliffLine> read_cliffs_of(Connection& connection, const RunDescription& description) {
  std::vector<CliffLine> lines;
  for (CliffLine& line : read_cliffs(connection.database, description.machine))
    for (const AllocatorBuild& build : description.builds)
      if (build.name == line.allocator && build.library_hash == line.library_hash) {
        lines.push_back(std::move(line));
        break;
      }
  return lines;
}

std::string trial_columns() {
  return "id, cell, block, sub_block, twin, position, seed, outcome, message, resumed, shared_machine" +
         metric_columns(trial_metrics);
}

// In the order of trial_columns(); its workers are missing yet. `cells` is the number of the run's.
StoredTrial read_trial(const Connection& connection, const SQLite::Statement& query, std::size_t cells) {
  RowReader row(query, {"trial", query.getColumn(0).getInt64()});
  StoredTrial trial;
  trial.id = row.next<std::int64_t>();
  trial.planned.cell = row.next_index(cells);
  trial.planned.block = row.next<int>();
  trial.planned.sub_block = row.next<int>();
  trial.planned.twin = row.next<bool>();
  trial.planned.position = row.next<int>();
  trial.planned.seed = row.next_bits();
  const auto outcome = row.next<std::string>();
  trial.result.outcome = known(connection, outcome, outcome_of(outcome));
  trial.result.message = row.next<std::string>();
  trial.resumed = row.next<bool>();
  trial.result.shared_machine = row.next<bool>();
  trial.result.readings = row.next<TrialReadings>();
  return trial;
}

// Samples come in the order of their key, which sorts phases as words. That is the order of time as long as
// this holds.
static_assert(std::is_sorted(phase_names.begin(), phase_names.end()));

// The children of one trial are one range of their table's key: asking trial by trial needs no sorting.
class TrialChildren {
 public:
  explicit TrialChildren(const Connection& connection)
      : connection_(connection),
        workers_(connection.database, "SELECT worker, cpu, checksum, sibling, unproven" +
                                          metric_columns(worker_metrics) +
                                          " FROM worker WHERE trial = ? ORDER BY worker"),
        samples_(connection.database,
                 "SELECT iteration, phase, alone" + metric_columns(phase_metrics) +
                     " FROM sample WHERE trial = ? AND worker = ? ORDER BY iteration, phase") {}

  std::vector<WorkerResult> workers(std::int64_t trial) {
    std::vector<WorkerResult> workers;
    with(workers_, trial);
    while (workers_.executeStep()) {
      RowReader row(workers_, {"a worker of trial", trial});
      WorkerResult& worker = workers.emplace_back();
      worker.worker = row.next<int>();
      worker.cpu = row.next<std::optional<int>>();
      worker.checksum = row.next<std::string>();
      worker.sibling = row.next<bool>();
      worker.unproven = row.next<std::optional<std::string>>().value_or("");
      worker.readings = row.next<WorkerReadings>();
    }
    for (WorkerResult& worker : workers) worker.samples = samples(trial, worker.worker);
    return workers;
  }

 private:
  // The samples are gathered in one vector and copied out at their exact size: the spare capacity of growing
  // vectors took a third of a loaded run's memory.
  std::vector<Sample> samples(std::int64_t trial, int worker) {
    gathered_.clear();
    with(samples_, trial, worker);
    while (samples_.executeStep()) {
      RowReader row(samples_, {"a sample of trial", trial});
      Sample& sample = gathered_.emplace_back();
      sample.worker = worker;
      sample.iteration = row.next<int>();
      const auto phase = row.next<std::string>();
      sample.phase = known(connection_, phase, phase_of(phase));
      sample.alone = row.next<std::optional<bool>>();
      sample.readings = row.next<PhaseReadings>();
    }
    return {gathered_.begin(), gathered_.end()};
  }

  const Connection& connection_;
  SQLite::Statement workers_;
  SQLite::Statement samples_;
  std::vector<Sample> gathered_;
};

// How many cells the run has. Throws WrongValue where their numbers are not their places in the run.
std::size_t count_cells(const Connection& connection, RunId run) {
  SQLite::Statement query(connection.database,
                          "SELECT count(*), max(ordinal), min(ordinal) FROM run_cell WHERE run = ?");
  with(query, run).executeStep();
  const std::int64_t count = query.getColumn(0).getInt64();
  if (count > 0 && (query.getColumn(1).getInt64() != count - 1 || query.getColumn(2).getInt64() != 0))
    throw WrongValue(fmt::format("the cells of run {} are not numbered from 0 on", run));
  return static_cast<std::size_t>(count);
}

// Those of the run that the condition, after "run = ?", holds of, in the order in which they ran.
template <class... Values>
std::vector<StoredTrial> trials_where(const Connection& connection, RunId run, const std::string& condition,
                                      const Values&... values) {
  const std::size_t cells = count_cells(connection, run);
  SQLite::Statement query(
      connection.database,
      fmt::format("SELECT {} FROM trial WHERE run = ? AND {} ORDER BY id", trial_columns(), condition));
  TrialChildren children(connection);
  std::vector<StoredTrial> trials;
  with(query, run, values...);
  while (query.executeStep()) {
    StoredTrial& trial = trials.emplace_back(read_trial(connection, query, cells));
    trial.result.workers = children.workers(trial.id);
  }
  return trials;
}

std::vector<StoredTrial> read_trials(const Connection& connection, RunId run) {
  return trials_where(connection, run, fmt::format("block NOT IN ({})", replaced_blocks_query), run);
}

}  // namespace

std::optional<Dataset> load_run(Connection& connection, RunId run) {
  SQLite::Transaction snapshot(connection.database);
  std::optional<RunDescription> description = read_description(connection, run);
  if (!description) return std::nullopt;
  Dataset dataset;
  dataset.run = std::move(*description);
  dataset.label = read_label(connection, run);
  dataset.cliffs = read_cliffs_of(connection, dataset.run);
  dataset.trials = read_trials(connection, run);
  for (const auto& [block, status] : read_block_statuses(connection, run))
    if (status != BlockStatus::counts) dataset.replaced.push_back({block, status});
  dataset.stop_checks = read_stop_checks(connection, run);
  return dataset;
}

std::vector<Cell> measured_cells(Connection& connection, RunId run) {
  return read_cells(connection, run,
                    fmt::format("AND EXISTS (SELECT 1 FROM trial WHERE trial.run = run_cell.run AND "
                                "trial.cell = run_cell.ordinal AND twin = 0 AND outcome = '{}')",
                                outcome_name(Outcome::complete)));
}

std::optional<MeasuredPeak> measured_peak(const Connection& connection, const Cell& cell,
                                          const AllocatorBuild& build, Design design) {
  SQLite::Statement query(
      connection.database,
      "SELECT max(peak_bytes), count(DISTINCT trial.id) FROM cell JOIN run_cell ON run_cell.cell = cell.id "
      "JOIN run ON run.id = run_cell.run JOIN run_build ON run_build.run = run.id "
      "JOIN allocator_build AS build ON build.id = run_build.allocator_build "
      "JOIN trial ON trial.run = run.id AND trial.cell = run_cell.ordinal "
      "JOIN worker ON worker.trial = trial.id "
      "WHERE cell.key = ? AND run.design = ? AND build.name = ? AND build.library_hash = ? AND "
      "build.binary_hash = ? AND run_build.settings = ? AND trial.outcome = ? AND worker.sibling = 0 AND peak_bytes IS NOT NULL");
  with(query, cell_key(cell), std::string(design_name(design)), build.name, build.library_hash,
       build.binary_hash, joined_lines(build.settings), std::string(outcome_name(Outcome::complete)));
  if (!query.executeStep()) return std::nullopt;
  RowReader row(query, {"a worker of a cell of size", static_cast<std::int64_t>(cell.size)});
  const auto bytes = row.next<std::optional<std::int64_t>>();
  if (!bytes) return std::nullopt;
  return MeasuredPeak{*bytes, row.next<int>()};
}

std::vector<StoredTrial> read_block(const Connection& connection, RunId run, int block) {
  return trials_where(connection, run, "block = ?", block);
}

}  // namespace allocscale
