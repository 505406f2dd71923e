// Is a value that no store holds named by its row and column, wherever it is, before anything is computed of
// it?
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "harness/base/error.hpp"
#include "harness/store/store.hpp"
#include "tests/unit/store/planted.hpp"
#include "tests/unit/store/store_folder.hpp"

namespace allocscale {
namespace {

using namespace allocscale::testing;

// The error of loading a planted run after `sql` was done to its file; empty when it was loaded.
std::string error_after(const std::string& sql) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  {
    Store store = Store::open(path);
    const RunId run = store.open_run(planted_head(), false).id;
    for (const PlannedTrial& place : planted_places(1))
      EXPECT_TRUE(store.record(run, place, planted_result(place), 0, false));
  }
  SQLite::Database(path, SQLite::OPEN_READWRITE).exec("PRAGMA ignore_check_constraints = ON; " + sql);
  try {
    static_cast<void>(Store::open_read_only(path).load(1));
  } catch (const std::exception& error) {
    const std::string line = error.what();
    const std::size_t from = line.find(" (");
    return from == std::string::npos ? line : line.substr(from + 2, line.find(");") - from - 2);
  }
  return {};
}

TEST(WrongValue, names_row_and_column) {
  EXPECT_EQ(error_after("UPDATE sample SET iteration = -1 WHERE trial = 2 AND worker = 0 AND iteration = 0"),
            "a sample of trial 2 has iteration = -1");
  EXPECT_EQ(error_after("UPDATE sample SET iteration = 2000000000 WHERE trial = 2 AND iteration = 4"),
            "a sample of trial 2 has iteration = 2000000000");
  EXPECT_EQ(error_after("UPDATE sample SET wall_ns = -5 WHERE trial = 3"),
            "a sample of trial 3 has wall_ns = -5");
  EXPECT_EQ(error_after("UPDATE worker SET worker = 4294967297 WHERE trial = 1 AND worker = 0"),
            "a worker of trial 1 has worker = 4294967297");
  EXPECT_EQ(error_after("UPDATE trial SET cell = 9 WHERE id = 4"), "trial 4 has cell = 9");
  EXPECT_EQ(error_after("UPDATE trial SET twin = 2 WHERE id = 5"), "trial 5 has twin = 2");
  EXPECT_EQ(error_after("UPDATE run SET margin = 9e999"), "run 1 has margin = Inf");
  EXPECT_EQ(error_after("UPDATE run SET capacity = 0"), "run 1 has capacity = 0");
  EXPECT_EQ(error_after("UPDATE cell SET workers = 0 WHERE id = 1"), "a cell of run 1 has workers = 0");
  EXPECT_EQ(error_after("DELETE FROM machine"), "there is no machine 1");
  EXPECT_EQ(error_after("INSERT INTO run_baseline_level VALUES (1, 'colour', 'red')"), "unknown word 'red'");
}

TEST(WrongValue, a_column_that_is_not_strict_any_more) {
  EXPECT_EQ(
      error_after(
          "ALTER TABLE run_event RENAME TO old; CREATE TABLE run_event (run, ordinal, name, type, code, config1); "
          "INSERT INTO run_event VALUES (1, 0, 'loads', 4, 'many', 0)"),
      "an event of run 1 has code = 'many'");
}

TEST(WrongValue, a_counter_of_the_kernel_that_was_put_back_is_none) {
  EXPECT_EQ(error_after("UPDATE trial SET steal_ns = -10000000"), "");
}

TEST(WrongValue, a_version_that_no_program_wrote) {
  EXPECT_EQ(error_after("PRAGMA user_version = -3"), "its version is -3");
  EXPECT_EQ(error_after("PRAGMA user_version = 0"), "its version is 0");
}

TEST(WrongValue, a_view_a_trigger_or_a_virtual_table_is_refused_before_it_is_read) {
  const std::string endless =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
  for (const auto& [sql, name] :
       {std::pair<std::string, std::string>{"DROP TABLE look; CREATE VIEW look AS " + endless, "view look"},
        {"CREATE TRIGGER t AFTER INSERT ON trial BEGIN SELECT 1; END", "trigger t"}}) {
    EXPECT_NE(error_after(sql).find("holds the " + name), std::string::npos) << error_after(sql);
  }
}

}  // namespace
}  // namespace allocscale
