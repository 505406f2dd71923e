#include "harness/store/store.hpp"

#include <fmt/format.h>

#include <utility>

#include "harness/store/block_table.hpp"
#include "harness/store/check.hpp"
#include "harness/store/cliff_table.hpp"
#include "harness/store/connection.hpp"
#include "harness/store/fact_table.hpp"
#include "harness/store/fidelity_table.hpp"
#include "harness/store/load.hpp"
#include "harness/store/merge.hpp"
#include "harness/store/run_deletion.hpp"
#include "harness/store/run_table.hpp"
#include "harness/store/stop_check_table.hpp"
#include "harness/store/trial_table.hpp"

namespace allocscale {

struct Store::Parts {
  Connection connection;
  std::optional<TrialWriter> writer;  // prepared at the first trial; a reader never needs it
};

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::open(const std::filesystem::path& path) {
  return Store(std::unique_ptr<Parts>(new Parts{connect_for_writing(path), std::nullopt}));
}

Store Store::open_read_only(const std::filesystem::path& path) {
  return Store(std::unique_ptr<Parts>(new Parts{connect_for_reading(path), std::nullopt}));
}

OpenedRun Store::open_run(const RunHead& head, bool fresh) {
  Connection& connection = parts_->connection;
  return connection.guard("write", [&] { return allocscale::open_run(connection.database, head, fresh); });
}

void Store::discard_empty_run(RunId run) {
  Connection& connection = parts_->connection;
  connection.guard("write", [&] { allocscale::discard_empty_run(connection.database, run); });
}

std::set<Slot> Store::recorded(RunId run) {
  Connection& connection = parts_->connection;
  return connection.guard("read", [&] { return recorded_slots(connection.database, run); });
}

std::map<std::size_t, std::int64_t> Store::longest_trials_ns(RunId run) {
  Connection& connection = parts_->connection;
  return connection.guard("read", [&] { return allocscale::longest_trials_ns(connection.database, run); });
}

bool Store::record(RunId run, const PlannedTrial& planned, const TrialResult& result,
                   std::int64_t started_at_unix_ns, bool resumed) {
  return parts_->connection.guard("write", [&] {
    if (!parts_->writer) parts_->writer.emplace(parts_->connection.database);
    return parts_->writer->write(run, planned, result, started_at_unix_ns, resumed);
  });
}

void Store::require_in_place() { parts_->connection.require_in_place(); }

std::vector<StoredTrial> Store::block_trials(RunId run, int block) {
  Connection& connection = parts_->connection;
  return connection.guard("read", [&] { return read_block(connection, run, block); });
}

void Store::record_block(RunId run, int block, BlockStatus status) {
  Connection& connection = parts_->connection;
  connection.guard("write", [&] {
    write_block_status(connection.database, run, block, status);
    // Waits for no reader; what it leaves in the log now, the next one takes.
    connection.database.exec("PRAGMA wal_checkpoint(PASSIVE)");
  });
}

std::map<int, BlockStatus> Store::block_statuses(RunId run) {
  Connection& connection = parts_->connection;
  return connection.guard("read", [&] { return read_block_statuses(connection, run); });
}

bool Store::record_stop_check(RunId run, const StopCheck& check) {
  Connection& connection = parts_->connection;
  return connection.guard("write", [&] { return write_stop_check(connection.database, run, check); });
}

Dataset Store::load(RunId run) {
  Connection& connection = parts_->connection;
  std::optional<Dataset> dataset = connection.guard("read", [&] { return load_run(connection, run); });
  if (!dataset)
    throw RequestError(fmt::format("{} holds no run {}; `allocscale report` prints its newest",
                                   connection.path.string(), run));
  return std::move(*dataset);
}

std::vector<Cell> Store::measured_cells(RunId run) {
  Connection& connection = parts_->connection;
  return connection.guard("read", [&] { return allocscale::measured_cells(connection, run); });
}

std::optional<MeasuredPeak> Store::measured_peak(const Cell& cell, const AllocatorBuild& build,
                                                 Design design) {
  Connection& connection = parts_->connection;
  return connection.guard("read", [&] { return allocscale::measured_peak(connection, cell, build, design); });
}

Facts Store::facts(RunId run) {
  Connection& connection = parts_->connection;
  return connection.guard("read", [&] { return read_facts(connection, run); });
}

bool Store::has_counted(RunId run) {
  Connection& connection = parts_->connection;
  return connection.guard("read", [&] { return allocscale::has_counted(connection, run); });
}

void Store::record_counted(RunId run, const std::vector<CountedLaunch>& launches) {
  Connection& connection = parts_->connection;
  connection.guard("write", [&] { record_launches(connection.database, run, launches); });
}

std::vector<std::string> Store::find_faults() {
  Connection& connection = parts_->connection;
  return connection.guard("read", [&] { return allocscale::find_faults(connection); });
}

std::vector<RunSummary> Store::runs() {
  Connection& connection = parts_->connection;
  return connection.guard("read", [&] { return list_runs(connection); });
}

std::vector<MergedRun> Store::merge(Store& from) {
  Connection& connection = parts_->connection;
  return connection.guard("write", [&] { return merge_runs(connection, from.parts_->connection); });
}

void Store::set_note(RunId run, const std::string& note) {
  Connection& connection = parts_->connection;
  connection.guard("write", [&] { allocscale::set_note(connection.database, run, note); });
}

std::size_t Store::delete_runs(std::span<const RunId> runs, std::int64_t now_unix_ns) {
  Connection& connection = parts_->connection;
  return connection.guard("write",
                          [&] { return allocscale::delete_runs(connection.database, runs, now_unix_ns); });
}

void Store::back_up(const std::filesystem::path& path) {
  Connection& connection = parts_->connection;
  connection.guard("back up", [&] { allocscale::back_up(connection, path); });
}

void Store::give_back_space() {
  Connection& connection = parts_->connection;
  connection.guard("write", [&] { connection.database.exec("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)"); });
}

std::optional<RunId> Store::newest_run(const std::string& experiment) {
  Connection& connection = parts_->connection;
  return connection.guard("read", [&] { return allocscale::newest_run(connection.database, experiment); });
}

void Store::record_cliffs(const Machine& machine, const CliffLine& line) {
  Connection& connection = parts_->connection;
  connection.guard("write", [&] { write_cliffs(connection.database, machine, line); });
}

std::vector<CliffLine> Store::cliffs(const Machine& machine) {
  Connection& connection = parts_->connection;
  return connection.guard("read", [&] { return read_cliffs(connection.database, machine); });
}

}  // namespace allocscale
