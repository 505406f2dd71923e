#include "harness/store/trial_table.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include "harness/store/row.hpp"

namespace allocscale {

TrialWriter::TrialWriter(SQLite::Database& database)
    : database_(database),
      trial_(database,
             "INSERT INTO trial (run, cell, block, sub_block, twin, "
             "position, seed, outcome, message, resumed, shared_machine, started_at_unix_ns" +
                 metric_columns(trial_metrics) + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?" +
                 metric_places(trial_metrics) +
                 ") ON CONFLICT (run, cell, block, sub_block, twin) DO NOTHING"),
      worker_(database, "INSERT INTO worker (trial, worker, cpu, checksum, sibling, unproven" +
                            metric_columns(worker_metrics) + ") VALUES (?, ?, ?, ?, ?, ?" +
                            metric_places(worker_metrics) + ")"),
      sample_(database, "INSERT INTO sample (trial, worker, iteration, phase, alone" +
                            metric_columns(phase_metrics) + ") VALUES (?, ?, ?, ?, ?" +
                            metric_places(phase_metrics) + ")") {}

bool TrialWriter::write(RunId run, const PlannedTrial& planned, const TrialResult& result,
                        std::int64_t started_at_unix_ns, bool resumed) {
  SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
  const int inserted =
      execute(trial_, run, planned.cell, planned.block, planned.sub_block, planned.twin, planned.position,
              planned.seed, std::string(outcome_name(result.outcome)), result.message, resumed,
              result.shared_machine, started_at_unix_ns, result.readings);
  if (inserted == 0) return false;
  const std::int64_t trial = database_.getLastInsertRowid();
  for (const WorkerResult& worker : result.workers) {
    execute(worker_, trial, worker.worker, worker.cpu, worker.checksum, worker.sibling,
            worker.unproven.empty() ? std::nullopt : std::optional(worker.unproven), worker.readings);
    for (const Sample& sample : worker.samples)
      execute(sample_, trial, sample.worker, sample.iteration, std::string(phase_name(sample.phase)),
              sample.alone, sample.readings);
  }
  transaction.commit();
  return true;
}

std::set<Slot> recorded_slots(SQLite::Database& database, RunId run) {
  SQLite::Statement query(database, "SELECT cell, block, sub_block, twin FROM trial WHERE run = ?");
  std::set<Slot> slots;
  with(query, run);
  while (query.executeStep()) {
    RowReader row(query, {"a trial of run", run});
    Slot slot;
    slot.cell = row.next<std::size_t>();
    slot.block = row.next<int>();
    slot.sub_block = row.next<int>();
    slot.twin = row.next<bool>();
    slots.insert(slot);
  }
  return slots;
}

std::map<std::size_t, std::int64_t> longest_trials_ns(SQLite::Database& database, RunId run) {
  SQLite::Statement query(
      database, fmt::format("SELECT wanted.ordinal, max(trial.trial_ns) FROM run_cell AS wanted "
                            "JOIN run_cell AS same ON same.cell = wanted.cell "
                            "JOIN trial ON trial.run = same.run AND trial.cell = same.ordinal "
                            "WHERE wanted.run = ? AND trial.outcome = '{}' AND trial.trial_ns > 0 GROUP BY 1",
                            outcome_name(Outcome::complete)));
  std::map<std::size_t, std::int64_t> longest;
  with(query, run);
  while (query.executeStep()) {
    RowReader row(query, {"the longest trial of run", run});
    const auto cell = row.next<std::size_t>();
    longest[cell] = row.next<std::int64_t>();
  }
  return longest;
}

}  // namespace allocscale
