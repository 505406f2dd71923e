#include "harness/store/merge.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "harness/base/error.hpp"
#include "harness/base/joined.hpp"
#include "harness/store/references.hpp"
#include "harness/store/row.hpp"
#include "harness/store/run_table.hpp"

namespace allocscale {
namespace {

using Words = std::vector<std::string>;

// The number that a row has in the other store, by its number in this one.
using Renumbering = std::function<std::int64_t(std::int64_t)>;
using Renumberings = std::map<std::string, Renumbering>;  // by column

Words table_columns(SQLite::Database& database, const std::string& table) {
  Words columns;
  SQLite::Statement query(database, "SELECT name FROM pragma_table_info(?)");
  with(query, table);
  while (query.executeStep()) columns.push_back(query.getColumn(0).getString());
  return columns;
}

void bind_column(SQLite::Statement& insert, int at, const SQLite::Column& column) {
  if (column.isNull()) return insert.bind(at);
  if (column.isInteger()) return insert.bind(at, column.getInt64());
  if (column.isFloat()) return insert.bind(at, column.getDouble());
  insert.bind(at, column.getString());
}

// Copies rows of one table. A row that is there already, by a key of the table, stays as it is.
class TableCopy {
 public:
  // `key`: the column by which the rows are chosen. `renumbered`: columns that refer to another row.
  // `own_number`: the column that the other store numbers itself; empty where there is none.
  TableCopy(Connection& from, Connection& into, const std::string& table, const std::string& key,
            Renumberings renumbered, const std::string& own_number = {})
      : from_(from), renumbered_(std::move(renumbered)) {
    columns_ = table_columns(into.database, table);
    std::erase(columns_, own_number);
    const std::string names = joined(columns_, ", ");
    select_.emplace(from.database, fmt::format("SELECT {} FROM {} WHERE {} = ?", names, table, key));
    insert_.emplace(into.database, fmt::format("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT DO NOTHING",
                                               table, names, joined(Words(columns_.size(), "?"), ", ")));
  }

  // Returns how many rows were new.
  std::size_t copy(std::int64_t key) {
    std::size_t added = 0;
    with(*select_, key);
    while (from_.guard("read", [&] { return select_->executeStep(); })) {
      insert_->reset();
      for (std::size_t i = 0; i < columns_.size(); ++i) bind(static_cast<int>(i));
      added += static_cast<std::size_t>(insert_->exec());
    }
    return added;
  }

 private:
  void bind(int at) {
    const SQLite::Column column = select_->getColumn(at);
    const auto renumbering = renumbered_.find(columns_[static_cast<std::size_t>(at)]);
    if (renumbering != renumbered_.end() && column.isInteger())
      insert_->bind(at + 1, renumbering->second(column.getInt64()));
    else
      bind_column(*insert_, at + 1, column);
  }

  Connection& from_;
  Renumberings renumbered_;
  Words columns_;
  std::optional<SQLite::Statement> select_, insert_;
};

// Rows that runs share, each known by a key that says all of it: machines, cells, builds of allocators.
class SharedRows {
 public:
  SharedRows(Connection& from, Connection& into, std::string table, const Words& key)
      : copy_(from, into, table, "id", {}, "id"), from_(from), table_(std::move(table)) {
    Words equal;
    for (const std::string& column : key) equal.push_back(column + " = ?");
    key_.emplace(from.database, fmt::format("SELECT {} FROM {} WHERE id = ?", joined(key, ", "), table_));
    find_.emplace(into.database, fmt::format("SELECT id FROM {} WHERE {}", table_, joined(equal, " AND ")));
  }

  // The row's number in the other store, which has it from then on.
  std::int64_t operator()(std::int64_t id) {
    if (const auto known = numbers_.find(id); known != numbers_.end()) return known->second;
    (void)copy_.copy(id);
    const std::int64_t number = found(id);
    numbers_.emplace(id, number);
    return number;
  }

 private:
  std::int64_t found(std::int64_t id) {
    if (!from_.guard("read", [&] { return with(*key_, id).executeStep(); }))
      throw SetupError(damage_line(from_.path, fmt::format("there is no row {} of {}", id, table_)));
    find_->reset();
    for (int i = 0; i < key_->getColumnCount(); ++i) bind_column(*find_, i + 1, key_->getColumn(i));
    find_->executeStep();
    return find_->getColumn(0).getInt64();
  }

  TableCopy copy_;
  Connection& from_;
  std::string table_;
  std::optional<SQLite::Statement> key_, find_;
  std::map<std::int64_t, std::int64_t> numbers_;
};

// What tells one run from another: a run that was continued elsewhere is the same.
struct RunKey {
  std::string identity;
  std::int64_t seed = 0;
  std::int64_t started_at_unix_ns = 0;
  int blocks_wanted = 0;
};

class Merge {
 public:
  Merge(Connection& into, Connection& from)
      : into_(into),
        from_(from),
        machines_(from, into, "machine", {"key"}),
        cells_(from, into, "cell", {"key"}),
        builds_(from, into, "allocator_build",
                {"name", "version", "library_path", "library_hash", "binary_hash"}) {}

  MergedRun run(RunId number, const std::string& experiment) {
    SQLite::Transaction transaction(into_.database, SQLite::TransactionBehavior::IMMEDIATE);
    const RunKey key = key_of(number);
    machine_ = machine_of(number);
    MergedRun merged{number, 0, experiment, 0, false};
    if (const auto same = find_same(key)) {
      merged.into = *same;
      merged.was_there = true;
    } else {
      merged.into = next_run_number(into_.database);
    }
    into_run_ = merged.into;
    copy_description(number, key.blocks_wanted, merged.was_there);
    merged.trials = copy_trials(number);
    transaction.commit();
    return merged;
  }

  // The cliff maps of the machines whose runs were merged, and of others.
  void cliffs() {
    SQLite::Transaction transaction(into_.database, SQLite::TransactionBehavior::IMMEDIATE);
    TableCopy lines(from_, into_, "cliff_line", "id",
                    {{"machine", [&](std::int64_t id) { return machines_(id); }}}, "id");
    std::int64_t line = 0;
    TableCopy cliffs(from_, into_, "cliff", "line", {{"line", [&](std::int64_t) { return line; }}});
    for (const std::int64_t id : numbers("SELECT id FROM cliff_line ORDER BY id")) {
      if (lines.copy(id) == 0) continue;
      line = into_.database.getLastInsertRowid();
      (void)cliffs.copy(id);
    }
    transaction.commit();
  }

 private:
  RunKey key_of(RunId number) {
    SQLite::Statement query(from_.database,
                            "SELECT identity, seed, started_at_unix_ns, blocks_wanted FROM run WHERE id = ?");
    return from_.guard("read", [&] {
      with(query, number).executeStep();
      return RunKey{query.getColumn(0).getString(), query.getColumn(1).getInt64(),
                    query.getColumn(2).getInt64(), query.getColumn(3).getInt()};
    });
  }

  std::int64_t machine_of(RunId number) {
    SQLite::Statement query(from_.database, "SELECT machine FROM run WHERE id = ?");
    const std::int64_t machine = from_.guard("read", [&] {
      with(query, number).executeStep();
      return query.getColumn(0).getInt64();
    });
    const std::int64_t copied = machines_(machine);
    (void)TableCopy(from_, into_, "machine_cache", "machine",
                    {{"machine", [&](std::int64_t) { return copied; }}})
        .copy(machine);
    return copied;
  }

  std::optional<RunId> find_same(const RunKey& key) const {
    SQLite::Statement find(into_.database,
                           "SELECT id FROM run WHERE identity = ? AND machine = ? AND seed = ? AND "
                           "started_at_unix_ns = ?");
    if (!with(find, key.identity, machine_, key.seed, key.started_at_unix_ns).executeStep())
      return std::nullopt;
    return find.getColumn(0).getInt64();
  }

  // The run's row and all that describes it. Of a run that is there, what it lacks.
  void copy_description(RunId number, int blocks_wanted, bool was_there) {
    const Renumbering run = [&](std::int64_t) { return into_run_; };
    if (was_there) {
      SQLite::Statement raise(into_.database,
                              "UPDATE run SET blocks_wanted = max(blocks_wanted, ?) WHERE id = ?");
      execute(raise, blocks_wanted, into_run_);
    } else {
      (void)TableCopy(from_, into_, "run", "id",
                      {{"id", run}, {"machine", [&](std::int64_t) { return machine_; }}})
          .copy(number);
    }
    for (const auto& [table, column] : references_to(into_.database, "run", "id")) {
      const bool log = table == "look";
      if (log && was_there && !take_longer_log(number)) continue;
      Renumberings renumbered = {{column, run}};
      if (table == "run_cell") renumbered["cell"] = [&](std::int64_t id) { return cells_(id); };
      if (table == "run_build") renumbered["allocator_build"] = [&](std::int64_t id) { return builds_(id); };
      (void)TableCopy(from_, into_, table, column, std::move(renumbered), log ? "id" : "").copy(number);
    }
  }

  // The log of a run that was continued begins with that of the run as it was. True where the log that is
  // there is the shorter one, and was removed to be copied whole.
  bool take_longer_log(RunId number) {
    const auto entries = [](SQLite::Database& database, RunId run) {
      SQLite::Statement count(database, "SELECT count(*) FROM look WHERE run = ?");
      with(count, run).executeStep();
      return count.getColumn(0).getInt64();
    };
    const std::int64_t other = from_.guard("read", [&] { return entries(from_.database, number); });
    if (other <= entries(into_.database, into_run_)) return false;
    SQLite::Statement rows(into_.database, "DELETE FROM look WHERE run = ?");
    execute(rows, into_run_);
    return true;
  }

  // Returns how many trials were new.
  std::size_t copy_trials(RunId number) {
    std::int64_t trial = 0;
    const Renumbering to_trial = [&](std::int64_t) { return trial; };
    TableCopy trials(from_, into_, "trial", "id", {{"run", [&](std::int64_t) { return into_run_; }}}, "id");
    TableCopy workers(from_, into_, "worker", "trial", {{"trial", to_trial}});
    TableCopy samples(from_, into_, "sample", "trial", {{"trial", to_trial}});
    std::size_t added = 0;
    SQLite::Statement of_run(from_.database, "SELECT id FROM trial WHERE run = ? ORDER BY id");
    with(of_run, number);
    while (from_.guard("read", [&] { return of_run.executeStep(); })) {
      const std::int64_t id = of_run.getColumn(0).getInt64();
      if (trials.copy(id) == 0) continue;
      trial = into_.database.getLastInsertRowid();
      (void)workers.copy(id);
      (void)samples.copy(id);
      ++added;
    }
    return added;
  }

  std::vector<std::int64_t> numbers(const char* select) {
    return from_.guard("read", [&] {
      std::vector<std::int64_t> all;
      SQLite::Statement query(from_.database, select);
      while (query.executeStep()) all.push_back(query.getColumn(0).getInt64());
      return all;
    });
  }

  Connection& into_;
  Connection& from_;
  SharedRows machines_, cells_, builds_;
  std::int64_t machine_ = 0;  // of the run that is being merged, as into_ numbers it
  RunId into_run_ = 0;        // that run, likewise
};

}  // namespace

std::vector<MergedRun> merge_runs(Connection& into, Connection& from) {
  SQLite::Transaction snapshot(from.database);
  Merge merge(into, from);
  std::vector<MergedRun> merged;
  std::vector<std::pair<RunId, std::string>> runs;
  from.guard("read", [&] {
    SQLite::Statement query(from.database, "SELECT id, experiment FROM run ORDER BY id");
    while (query.executeStep())
      runs.emplace_back(query.getColumn(0).getInt64(), query.getColumn(1).getString());
  });
  for (const auto& [number, experiment] : runs) merged.push_back(merge.run(number, experiment));
  merge.cliffs();
  return merged;
}

}  // namespace allocscale
