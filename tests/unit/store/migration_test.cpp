// Is an old store brought forward, and a new one made, whole or not at all?
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "harness/selftest/simulated_facts.hpp"
#include "harness/store/migrations.hpp"
#include "harness/store/store.hpp"
#include "tests/unit/store/planted.hpp"
#include "tests/unit/store/store_folder.hpp"

namespace allocscale {
namespace {

using namespace allocscale::testing;

// A store as the program of `version` left it.
void make_store_of_version(const std::filesystem::path& path, int version) {
  SQLite::Database database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  migrate(database, store_migrations().first(static_cast<std::size_t>(version)));
}

// Every migration that there is, and one that the future may bring.
std::vector<std::string_view> with_one_more(std::string_view sql) {
  std::vector<std::string_view> migrations(store_migrations().begin(), store_migrations().end());
  migrations.push_back(sql);
  return migrations;
}

TEST(Migration, a_store_of_each_version_is_opened_and_ends_at_the_newest) {
  for (int version = 0; version <= store_version(); ++version) {
    const StoreFolder folder;
    const auto path = folder / "s.db";
    make_store_of_version(path, version);
    EXPECT_EQ(number(path, "PRAGMA user_version"), version);
    {
      Store store = Store::open(path);
      EXPECT_FALSE(store.open_run(planted_head(), false).continued);
    }
    EXPECT_EQ(number(path, "PRAGMA user_version"), store_version());
    EXPECT_EQ(number(path, "PRAGMA application_id"), store_application_id);
    EXPECT_EQ(integrity(path), "ok");
  }
}

// Programs before the facts were stored knew the published kernels and layouts by name.
TEST(Migration, the_facts_of_an_older_run_are_those_of_the_published_names) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  const int without_facts = 11;
  make_store_of_version(path, without_facts);
  {
    SQLite::Database database(path, SQLite::OPEN_READWRITE);
    database.exec(
        "INSERT INTO machine (id, key, cpu_model, cpus, cores, packages, numa_nodes, memory_bytes, kernel, "
        "libc, compiler) VALUES (1, 'k', '', 1, 1, 1, 1, 1, '', '', '');"
        "INSERT INTO run (id, identity, spec_key, experiment, question, estimand, baseline_layout, "
        "baseline_allocator, margin, blocks_wanted, seed, capacity, machine, kernels_hash, "
        "started_at_unix_ns) VALUES (1, 'i', '', 'why', '', 'warm', 'boxed', 'glibc', 0.03, 20, 1, 1, 1, '', "
        "0);");
    int row = 0;
    for (const char* layout : {"boxed", "immortal", "replay+ghost", "linked", "none", "own"}) {
      ++row;
      database.exec(fmt::format(
          "INSERT INTO cell (id, key, kernel, layout, allocator, size, workers, iterations, placement) VALUES "
          "({0}, 'c{0}', '{1}', '{2}', 'glibc', 1, 1, 1, 'compact'); INSERT INTO run_cell (run, ordinal, "
          "cell) VALUES (1, {0}, {0});",
          row, row == 5 ? "compute" : "concat", layout));
    }
  }
  Store store = Store::open(path);
  const Facts facts = store.facts(1);
  EXPECT_EQ(kernel_facts(facts, "compute"), (KernelFacts{KernelKind::control, Resource::processor}));
  EXPECT_EQ(kernel_facts(facts, "concat"), KernelFacts());
  ASSERT_EQ(facts.layouts.size(), 6U);
  const Facts published = simulated_facts();
  for (const char* layout : {"boxed", "immortal", "replay+ghost", "linked", "none"})
    EXPECT_EQ(layout_facts(facts, layout), layout_facts(published, layout)) << layout;
  EXPECT_EQ(layout_facts(facts, "own"), layout_facts(published, "boxed"))
      << "what older programs took it for";
}

TEST(Migration, one_more_column_leaves_what_is_stored_and_is_absent_in_it) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  const auto places = planted_places(2);
  {
    Store store = Store::open(path);
    const RunId run = store.open_run(planted_head(), false).id;
    for (const PlannedTrial& place : places)
      ASSERT_TRUE(store.record(run, place, planted_result(place), 0, false));
  }
  {
    SQLite::Database database(path, SQLite::OPEN_READWRITE);
    const auto migrations = with_one_more("ALTER TABLE sample ADD COLUMN metric_to_come INTEGER");
    migrate(database, migrations);
    migrate(database, migrations);  // a second time changes nothing
  }
  EXPECT_EQ(number(path, "PRAGMA user_version"), store_version() + 1);
  EXPECT_EQ(number(path, "SELECT count(*) FROM sample WHERE metric_to_come IS NULL"), 10 * 2 * 15);
  SQLite::Database(path, SQLite::OPEN_READWRITE)
      .exec("PRAGMA user_version = " + std::to_string(store_version()));  // so that this program reads it
  Store store = Store::open_read_only(path);
  EXPECT_EQ(store.load(1).trials.size(), places.size());
  EXPECT_EQ(first_wrong_trial(store, 1), "");
}

// The rows as the program of version 1 wrote them: placement was the one factor it had.
TEST(Migration, a_cell_of_the_first_version_gets_the_factors_that_it_ran_with) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  make_store_of_version(path, 1);
  SQLite::Database(path, SQLite::OPEN_READWRITE).exec(R"sql(
INSERT INTO machine (id, key, cpu_model, cpus, cores, packages, numa_nodes, memory_bytes, kernel, libc, compiler)
  VALUES (1, 'm', 'x', 2, 2, 1, 1, 5, '6', 'glibc', 'g++');
INSERT INTO cell VALUES (7, 'kernel=copy', 'copy', 'boxed', 'glibc', 50, 2, 'compact', 3);
INSERT INTO run VALUES (1, 'i', 's', 'quick', '?', 'warm', 'boxed', 'glibc', 0.03, 20, 9, 2, 1, '', 0);
INSERT INTO run_cell VALUES (1, 0, 7);
INSERT INTO trial (id, run, cell, block, sub_block, twin, position, seed, outcome, message, resumed,
  started_at_unix_ns, trial_ns) VALUES (3, 1, 0, 4, 0, 1, 2, 11, 'failed', 'why', 0, 5, 77);
)sql");
  const Dataset dataset = Store::open(path).load(1);
  ASSERT_EQ(dataset.run.cells.size(), 1U);
  EXPECT_EQ(dataset.run.cells[0], (Cell{"copy", "boxed", "glibc", 50, 2, 3, Placement::compact}));
  EXPECT_EQ(dataset.run.baseline, (Baseline{"boxed", "glibc"}));
  ASSERT_EQ(dataset.trials.size(), 1U);
  EXPECT_EQ(dataset.trials[0].result.message, "why");
  EXPECT_EQ(dataset.trials[0].result.readings[TrialMetric::trial_ns], 77);
}

// The rows as the program of version 10 wrote them for planted_head(), on a machine whose tick rate nobody
// kept; what makes runs the same has not changed since.
void plant_run_of_version_10(const std::filesystem::path& path) {
  const StoreFolder folder;
  static_cast<void>(Store::open(folder / "now.db").open_run(planted_head(), false));
  make_store_of_version(path, 10);
  SQLite::Database database(path, SQLite::OPEN_READWRITE);
  database.exec("ATTACH '" + (folder / "now.db").string() + "' AS now");
  database.exec(R"sql(
INSERT INTO machine VALUES (1, 'cpu=AMD EPYC ''Rome'' cpus=2 cores=2 packages=1 numa=1 smt=false '
  || 'caches=L1Data:32768/1,L3Unified:16777216/2, memory=25000000000 kernel=6.1.0 libc=glibc 2.36 '
  || 'compiler=GNU 12.2.0 thp=madvise overcommit=0 governor=performance hypervisor=KVM '
  || 'cgroup_memory=8000000000 cgroup_cpus=1.1', 'AMD EPYC ''Rome''', 2, 2, 1, 1, 0, 25000000000, '6.1.0',
  'glibc 2.36', 'GNU 12.2.0', 'madvise', 0, 'performance', 'KVM', 8000000000, 1.1);
INSERT INTO machine_cache VALUES (1, 0, 1, 'Data', 32768, 1), (1, 1, 3, 'Unified', 16777216, 2);
INSERT INTO run SELECT 1, identity, 's', 'quick', '?', 'warm', 'boxed', 'glibc', 0.03, 5, 9, 2, 1, '', 0
  FROM now.run;
INSERT INTO cliff_line VALUES (1, 1, 'glibc', '2.36', 'cc', 1, 16384, 4, 1, 268435456);
)sql");
}

TEST(Migration, a_machine_of_before_has_no_tick_rate) {
  const StoreFolder folder;
  plant_run_of_version_10(folder / "s.db");
  Machine expected = planted_machine();
  expected.ticks_per_second.reset();
  EXPECT_EQ(Store::open_read_only(folder / "s.db").load(1).run.machine, expected);
}

TEST(Migration, a_machine_of_before_is_the_same_when_it_measures_again_and_its_run_is_continued) {
  const StoreFolder folder;
  plant_run_of_version_10(folder / "s.db");
  Store store = Store::open(folder / "s.db");
  EXPECT_EQ(store.cliffs(planted_machine()).size(), 1U);
  RunHead head = planted_head();
  head.run.machine.kernel = "6.1.1";
  EXPECT_FALSE(store.open_run(head, false).continued);
  const OpenedRun run = store.open_run(planted_head(), false);
  EXPECT_TRUE(run.continued);
  EXPECT_EQ(run.id, 1);
  EXPECT_EQ(store.load(1).run.machine, planted_machine());
  EXPECT_EQ(store.cliffs(planted_machine()).size(), 1U);
  // From now on it is known by its rate.
  head.run.machine = planted_machine();
  head.run.machine.ticks_per_second = 1000;
  EXPECT_FALSE(store.open_run(head, false).continued);
  EXPECT_TRUE(store.cliffs(head.run.machine).empty());
  EXPECT_EQ(store.load(1).run.machine, planted_machine());
}

TEST(Migration, one_that_fails_half_way_leaves_the_version_before_it) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  make_store_of_version(path, store_version());
  {
    SQLite::Database database(path, SQLite::OPEN_READWRITE);
    const auto migrations = with_one_more("CREATE TABLE half(x); INSERT INTO nowhere VALUES (1)");
    EXPECT_THROW(migrate(database, migrations), SQLite::Exception);
  }
  EXPECT_EQ(number(path, "PRAGMA user_version"), store_version());
  EXPECT_EQ(number(path, "SELECT count(*) FROM sqlite_master WHERE name = 'half'"), 0);
  EXPECT_EQ(integrity(path), "ok");
}

TEST(Opening, makes_folders_and_file_in_wal_mode_with_foreign_keys_held) {
  const StoreFolder folder;
  const auto path = folder / "a" / "b" / "s.db";
  Store store = Store::open(path);
  EXPECT_EQ(number(path, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"), 1);
  const RunId run = store.open_run(planted_head(), false).id;
  PlannedTrial nowhere;
  nowhere.cell = 4;  // the run has cells 0 … 3
  EXPECT_THROW(static_cast<void>(store.record(run, nowhere, {}, 0, false)), std::runtime_error);
  EXPECT_TRUE(store.recorded(run).empty());
}

TEST(Opening, twice_in_one_process_shares_the_file) {
  const StoreFolder folder;
  Store one = Store::open(folder / "s.db");
  Store two = Store::open(folder / "s.db");
  const RunId run = one.open_run(planted_head(), false).id;
  const PlannedTrial place = planted_places(1)[0];
  ASSERT_TRUE(one.record(run, place, planted_result(place), 0, false));
  EXPECT_FALSE(two.record(run, place, planted_result(place), 0, false));
  EXPECT_EQ(two.recorded(run), std::set<Slot>{slot_of(place)});
}

}  // namespace
}  // namespace allocscale
