#include "harness/store/run_table.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <algorithm>

#include "harness/base/file_hash.hpp"
#include "harness/model/factor.hpp"
#include "harness/model/outcome.hpp"
#include "harness/model/stop_check.hpp"
#include "harness/store/block_table.hpp"
#include "harness/store/build_table.hpp"
#include "harness/store/event_table.hpp"
#include "harness/store/fact_table.hpp"
#include "harness/store/fidelity_table.hpp"
#include "harness/store/machine_table.hpp"
#include "harness/store/published_table.hpp"
#include "harness/store/run_deletion.hpp"

namespace allocscale {
namespace {

std::string build_key(const AllocatorBuild& build) {
  std::string key = fmt::format("{}\n{}\n{}\n{}\n{}", build.name, build.version, build.library_path,
                                build.library_hash, build.binary_hash);
  // Builds without settings have the key that stored runs of earlier programs have.
  for (const std::string& setting : build.settings) key += "\nset " + setting;
  return key;
}

// The run's identity: all that must be equal for trials to belong to one run (the machine is compared by its
// row). It holds the cells in their order, because trials name them by it.
std::string run_identity(const RunHead& head) {
  std::string text = fmt::format("{}\ncapacity={}\n", head.spec_key, head.run.capacity);
  for (const Cell& cell : head.run.cells) text += cell_key(cell) + "\n";
  for (const AllocatorBuild& build : head.run.builds) text += build_key(build) + "\n";
  return hash_text(text);
}

std::int64_t cell_row(SQLite::Database& database, const Cell& cell) {
  std::string columns, places;
  std::vector<std::string> levels;
  for (const Factor& factor : factors()) {
    columns += ", " + std::string(factor.name);
    places += ", ?";
    levels.emplace_back(level_of(factor, cell));
  }
  SQLite::Statement insert(
      database, "INSERT INTO cell (key, kernel, layout, allocator, size, workers, iterations" + columns +
                    ") VALUES (?, ?, ?, ?, ?, ?, ?" + places + ") ON CONFLICT (key) DO NOTHING");
  const std::string key = cell_key(cell);
  execute(insert, key, cell.kernel, cell.layout, cell.allocator, cell.size, cell.workers, cell.iterations,
          levels);
  SQLite::Statement find(database, "SELECT id FROM cell WHERE key = ?");
  with(find, key).executeStep();
  return find.getColumn(0).getInt64();
}

void insert_cells(SQLite::Database& database, const RunHead& head, RunId run) {
  SQLite::Statement cell(
      database,
      "INSERT INTO run_cell (run, ordinal, cell, buffer_bytes, buffer_grows) VALUES (?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < head.run.cells.size(); ++i) {
    std::optional<std::uint64_t> bytes;
    std::optional<bool> grows;
    if (i < head.run.buffers.size() && head.run.buffers[i]) {
      bytes = head.run.buffers[i]->bytes;
      grows = head.run.buffers[i]->use == BufferUse::growing;
    }
    execute(cell, run, i, cell_row(database, head.run.cells[i]), bytes, grows);
  }
}

// A shard as its columns; all are absent where there is none.
struct ShardColumns {
  std::optional<int> number = {}, count = {}, replicas = {};
  std::optional<std::string> split = {};
};

ShardColumns columns_of(const std::optional<Shard>& shard) {
  if (!shard) return {};
  return {shard->number, shard->count, shard->replicas, shard->split};
}

RunId insert_run(SQLite::Database& database, const RunHead& head, const std::string& identity,
                 std::int64_t machine) {
  SQLite::Statement insert(
      database,
      "INSERT INTO run (id, identity, spec_key, experiment, question, estimand, baseline_layout, "
      "baseline_allocator, margin, blocks_wanted, seed, capacity, machine, design, kernels_hash, "
      "started_at_unix_ns, node, shard, shards, replicas, split, program, command) VALUES (?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?)");
  const RunId run = next_run_number(database);
  const ShardColumns words = columns_of(head.run.shard);
  execute(insert, run, identity, head.spec_key, head.run.experiment, head.run.question,
          estimand_name(head.run.estimand), head.run.baseline.layout, head.run.baseline.allocator,
          head.run.margin, head.run.blocks_wanted, head.run.seed, head.run.capacity, machine,
          std::string(design_name(head.run.design)), head.started_at_unix_ns, head.run.node, words.number,
          words.count, words.replicas, words.split, head.run.program, head.run.command);
  SQLite::Statement level(database, "INSERT INTO run_baseline_level (run, factor, level) VALUES (?, ?, ?)");
  for (const auto& [factor, word] : head.run.baseline.levels) execute(level, run, factor, word);
  insert_cells(database, head, run);
  insert_facts(database, run, head.run.facts);
  insert_published(database, run, head.run.published);
  insert_builds(database, run, head.run.builds);
  insert_fidelity(database, run, head.run.fidelity);
  insert_counted(database, run, head.run.counted);
  insert_events(database, run, head.run.asked_events);
  return run;
}

std::optional<OpenedRun> newest_same(SQLite::Database& database, const std::string& identity,
                                     std::int64_t machine) {
  SQLite::Statement find(
      database,
      "SELECT id, seed, blocks_wanted, (SELECT count(*) FROM trial WHERE trial.run = run.id) FROM run WHERE "
      "identity = ? AND machine = ? ORDER BY id DESC LIMIT 1");
  if (!with(find, identity, machine).executeStep()) return std::nullopt;
  RowReader row(find, {"run", find.getColumn(0).getInt64()});
  OpenedRun run;
  run.continued = true;
  run.id = row.next<RunId>();
  run.seed = row.next_bits();
  run.blocks_wanted = row.next<int>();
  run.trials = row.next<std::size_t>();
  return run;
}

}  // namespace

RunId next_run_number(SQLite::Database& database) {
  return database
             .execAndGet(
                 "SELECT max(coalesce((SELECT max(id) FROM run), 0), coalesce((SELECT max(run) FROM "
                 "deleted_run), 0))")
             .getInt64() +
         1;
}

std::optional<Shard> read_shard(RowReader& row) {
  const auto number = row.next<std::optional<int>>();
  const auto count = row.next<std::optional<int>>();
  const auto replicas = row.next<std::optional<int>>();
  const auto split = row.next<std::optional<std::string>>();
  if (!number && !count && !replicas && !split) return std::nullopt;
  if (!number || !count || !replicas || !split || *number < 1 || *number > *count || *replicas < 1 ||
      *replicas > *count)
    throw WrongValue("a run has a shard that cannot be");
  return Shard{*number, *count, *replicas, *split};
}

OpenedRun open_run(SQLite::Database& database, const RunHead& head, bool fresh) {
  // IMMEDIATE: a transaction that began by reading could not wait for another writer, only fail.
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  const std::int64_t machine = machine_row(database, head.run.machine);
  const std::string identity = run_identity(head);
  std::optional<OpenedRun> run;
  if (!fresh) run = newest_same(database, identity, machine);
  if (!run) {
    run.emplace();
    run->id = insert_run(database, head, identity, machine);
    run->seed = head.run.seed;
  } else {
    replace_fidelity(database, run->id, head.run.fidelity);
    if (head.run.blocks_wanted > run->blocks_wanted) {
      SQLite::Statement raise(database, "UPDATE run SET blocks_wanted = ? WHERE id = ?");
      execute(raise, head.run.blocks_wanted, run->id);
    }
  }
  run->blocks_wanted = std::max(head.run.blocks_wanted, run->blocks_wanted);
  transaction.commit();
  return *run;
}

void discard_empty_run(SQLite::Database& database, RunId run) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  SQLite::Statement trial(database, "SELECT 1 FROM trial WHERE run = ? LIMIT 1");
  if (with(trial, run).executeStep()) return;
  delete_rows_of(database, run);
  transaction.commit();
}

std::vector<RunSummary> list_runs(Connection& connection) {
  SQLite::Database& database = connection.database;
  SQLite::Transaction snapshot(database);
  SQLite::Statement query(
      database,
      "SELECT id, experiment, note, started_at_unix_ns, machine, blocks_wanted, (SELECT count(*) FROM run_cell "
      "WHERE run = run.id), (SELECT count(*) FROM trial WHERE run = run.id), (SELECT count(*) FROM trial WHERE "
      "run = run.id AND outcome = ?), (SELECT CAST(min(total(trial_ns), 4e18) AS INTEGER) FROM trial WHERE run = run.id), "
      "(SELECT coalesce(max(id), 0) FROM trial WHERE run = run.id), coalesce((SELECT decision FROM look WHERE "
      "run = run.id ORDER BY id DESC LIMIT 1), ''), node, shard, shards, replicas, split FROM run ORDER BY id "
      "DESC");
  std::vector<RunSummary> runs;
  with(query, std::string(outcome_name(Outcome::complete)));
  while (query.executeStep()) {
    RowReader row(query, {"run", query.getColumn(0).getInt64()});
    RunSummary& run = runs.emplace_back();
    run.id = row.next<RunId>();
    run.experiment = row.next<std::string>();
    run.note = row.next<std::string>();
    run.started_at_unix_ns = row.next<std::int64_t>();
    run.machine = read_machine(database, row.next<std::int64_t>());
    run.blocks_wanted = row.next<int>();
    run.cells = row.next<std::size_t>();
    run.trials = row.next<std::size_t>();
    run.complete_trials = row.next<std::size_t>();
    run.measured_ns = row.next<std::int64_t>();
    run.newest_trial = row.next<std::int64_t>();
    run.precise = row.next<std::string>() == stop_decision_name(StopDecision::precise);
    run.node = row.next<std::string>();
    run.shard = read_shard(row);
    run.blocks_done = blocks_done(connection, run.id);
    run.builds = read_builds(database, run.id);
  }
  return runs;
}

void set_note(SQLite::Database& database, RunId run, const std::string& note) {
  SQLite::Statement update(database, "UPDATE run SET note = ? WHERE id = ?");
  execute(update, note, run);
}

std::optional<RunId> newest_run(SQLite::Database& database, const std::string& experiment) {
  SQLite::Statement query(database, "SELECT max(id) FROM run WHERE ?1 = '' OR experiment = ?1");
  with(query, experiment).executeStep();
  return RowReader(query, {"the newest run of", 0}).next<std::optional<RunId>>();
}

}  // namespace allocscale
