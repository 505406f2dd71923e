// Does everything come back exactly as it was stored?
#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <limits>
#include <utility>

#include "harness/base/shuffle.hpp"
#include "harness/model/factor.hpp"
#include "harness/store/store.hpp"
#include "tests/unit/store/planted.hpp"
#include "tests/unit/store/store_folder.hpp"

namespace allocscale {
namespace {

using namespace allocscale::testing;

void expect_same_place(const PlannedTrial& stored, const PlannedTrial& given) {
  EXPECT_EQ(slot_of(stored), slot_of(given));
  EXPECT_EQ(stored.position, given.position);
  EXPECT_EQ(stored.seed, given.seed);
}

TEST(RoundTrip, a_run_comes_back_from_a_new_process_of_the_harness) {
  const StoreFolder folder;
  const RunHead head = planted_head();
  const auto places = planted_places(6);
  RunId run = 0;
  {
    Store store = Store::open(folder / "s.db");
    run = store.open_run(head, false).id;
    for (const PlannedTrial& place : places)
      ASSERT_TRUE(store.record(run, place, planted_result(place), 17, place.block == 3));
  }
  Store store = Store::open_read_only(folder / "s.db");
  const Dataset dataset = store.load(run);
  EXPECT_EQ(dataset.run.experiment, head.run.experiment);
  EXPECT_EQ(dataset.run.question, head.run.question);
  EXPECT_EQ(dataset.run.program, head.run.program);
  EXPECT_EQ(dataset.run.command, head.run.command);
  EXPECT_EQ(dataset.run.estimand, head.run.estimand);
  EXPECT_EQ(dataset.run.design, head.run.design);
  EXPECT_EQ(dataset.run.baseline, head.run.baseline);
  EXPECT_EQ(dataset.run.margin, head.run.margin);
  EXPECT_EQ(dataset.run.blocks_wanted, head.run.blocks_wanted);
  EXPECT_EQ(dataset.run.seed, head.run.seed);
  EXPECT_EQ(dataset.run.capacity, head.run.capacity);
  EXPECT_EQ(dataset.run.machine, head.run.machine);
  EXPECT_EQ(dataset.run.cells, head.run.cells);
  EXPECT_EQ(dataset.run.builds, head.run.builds);
  EXPECT_EQ(dataset.run.asked_events, head.run.asked_events);
  EXPECT_EQ(dataset.run.facts, head.run.facts);
  EXPECT_EQ(dataset.run.published, head.run.published);
  EXPECT_EQ(dataset.run.fidelity, head.run.fidelity);
  EXPECT_EQ(dataset.run.counted, head.run.counted);
  ASSERT_EQ(dataset.trials.size(), places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    expect_same_place(dataset.trials[i].planned, places[i]);
    EXPECT_EQ(dataset.trials[i].resumed, places[i].block == 3);
    EXPECT_EQ(dataset.trials[i].result, planted_result(places[i])) << "trial " << i;
  }
}

// What is known of differences may be said later; what was counted is counted once.
TEST(RoundTrip, a_run_that_goes_on_has_the_newest_pairs_and_its_first_counts) {
  const StoreFolder folder;
  RunHead head = planted_head();
  const std::vector<CountedLaunch> counted = std::exchange(head.run.counted, {});
  Store store = Store::open(folder / "s.db");
  const RunId run = store.open_run(head, false).id;
  EXPECT_FALSE(store.has_counted(run));
  store.record_counted(run, counted);
  EXPECT_TRUE(store.has_counted(run));
  std::vector<CountedLaunch> others = counted;
  for (CountedLaunch& launch : others)
    for (RequestCount& request : launch.requests) ++request.calls;
  store.record_counted(run, others);
  head.run.fidelity.front().why = {"known now"};
  ASSERT_EQ(store.open_run(head, false).id, run);
  EXPECT_EQ(store.load(run).run.fidelity, head.run.fidelity);
  EXPECT_EQ(store.load(run).run.counted, counted);
}

TEST(RoundTrip, a_machine_that_says_little_keeps_its_silence) {
  const StoreFolder folder;
  RunHead head = planted_head();
  head.run.machine = planted_machine(true);
  Store store = Store::open(folder / "s.db");
  EXPECT_EQ(store.load(store.open_run(head, false).id).run.machine, head.run.machine);
}

TEST(RoundTrip, every_estimand_placement_and_outcome_has_its_word) {
  const StoreFolder folder;
  RunHead head = planted_head();
  head.run.estimand = Estimand::settled;
  head.run.design = Design::separate;
  head.run.cells.assign(4, head.run.cells[0]);
  const std::array placements = {Placement::compact, Placement::scatter, Placement::no_smt, Placement::none};
  for (std::size_t i = 0; i < placements.size(); ++i) head.run.cells[i].placement = placements[i];
  Store store = Store::open(folder / "s.db");
  const RunId run = store.open_run(head, false).id;
  for (std::size_t i = 0; i < outcome_names.size(); ++i) {
    PlannedTrial place;
    place.block = static_cast<int>(i);
    TrialResult result;
    result.outcome = static_cast<Outcome>(i);
    result.message = "worker 1 was killed by 'signal' 9 – \"see\" above";
    ASSERT_TRUE(store.record(run, place, result, 0, false));
  }
  const Dataset dataset = store.load(run);
  EXPECT_EQ(dataset.run.estimand, Estimand::settled);
  EXPECT_EQ(dataset.run.design, Design::separate);
  EXPECT_EQ(dataset.run.cells, head.run.cells);
  for (std::size_t i = 0; i < outcome_names.size(); ++i) {
    EXPECT_EQ(dataset.trials[i].result.outcome, static_cast<Outcome>(i));
    EXPECT_EQ(dataset.trials[i].result.message, "worker 1 was killed by 'signal' 9 – \"see\" above");
    EXPECT_TRUE(dataset.trials[i].result.workers.empty());
  }
}

TEST(RoundTrip, every_level_of_every_factor_and_the_baselines_come_back) {
  const StoreFolder folder;
  RunHead head = planted_head();
  head.run.cells.clear();
  head.run.baseline.levels = {{"start", "fork"}, {"numa", "local"}};
  for (const Factor& factor : factors())
    for (std::size_t level = 0; level < factor.levels.size(); ++level)
      factor.set(head.run.cells.emplace_back(planted_head().run.cells[0]), level);
  Store store = Store::open(folder / "s.db");
  const Dataset dataset = store.load(store.open_run(head, false).id);
  EXPECT_EQ(dataset.run.cells, head.run.cells);
  EXPECT_EQ(dataset.run.baseline, head.run.baseline);
}

TEST(RoundTrip, the_largest_numbers_fit) {
  const StoreFolder folder;
  RunHead head = planted_head();
  head.run.seed = std::numeric_limits<std::uint64_t>::max();
  head.run.cells[0].size = std::uint64_t{1} << 62;
  Store store = Store::open(folder / "s.db");
  const OpenedRun opened = store.open_run(head, false);
  PlannedTrial place;
  place.seed = std::numeric_limits<std::uint64_t>::max();
  TrialResult result;
  result.outcome = Outcome::complete;
  result.readings[TrialMetric::trial_ns] = std::int64_t{1} << 62;
  result.readings[TrialMetric::steal_ns] = -(std::int64_t{1} << 62);
  ASSERT_TRUE(store.record(opened.id, place, result, 0, false));
  const Dataset dataset = store.load(opened.id);
  EXPECT_EQ(dataset.run.seed, head.run.seed);
  EXPECT_EQ(store.open_run(head, false).seed, head.run.seed);
  EXPECT_EQ(dataset.run.cells[0].size, head.run.cells[0].size);
  EXPECT_EQ(dataset.trials[0].planned.seed, place.seed);
  EXPECT_EQ(dataset.trials[0].result, result);
}

TEST(RoundTrip, samples_come_back_in_the_order_of_time) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  const RunId run = store.open_run(planted_head(), false).id;
  const PlannedTrial place = planted_places(1)[0];
  TrialResult shuffled = planted_result(place);
  SplitMix64 random(7);
  shuffle(std::span(shuffled.workers[0].samples), random);
  std::swap(shuffled.workers[0], shuffled.workers[1]);
  ASSERT_TRUE(store.record(run, place, shuffled, 0, false));
  EXPECT_EQ(store.load(run).trials[0].result, planted_result(place));
}

TEST(RoundTrip, the_longest_complete_trial_of_a_cell_is_of_any_run) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  const auto record = [&](RunId run, std::size_t cell, int block, std::int64_t ns, Outcome outcome) {
    PlannedTrial place;
    place.cell = cell;
    place.block = block;
    TrialResult result;
    result.outcome = outcome;
    result.readings[TrialMetric::trial_ns] = ns;
    ASSERT_TRUE(store.record(run, place, result, 0, false));
  };
  const RunId earlier = store.open_run(planted_head(), false).id;
  const RunId run = store.open_run(planted_head(), true).id;
  EXPECT_TRUE(store.longest_trials_ns(run).empty());
  record(earlier, 0, 0, 9000, Outcome::complete);
  record(run, 0, 0, 7000, Outcome::complete);
  record(run, 1, 0, 5000, Outcome::complete);
  record(run, 1, 1, 8000, Outcome::timed_out);
  record(run, 2, 0, 8000, Outcome::failed);
  EXPECT_EQ(store.longest_trials_ns(run), (std::map<std::size_t, std::int64_t>{{0, 9000}, {1, 5000}}));
}

TEST(RoundTrip, a_slot_takes_one_trial) {
  const StoreFolder folder;
  Store store = Store::open(folder / "s.db");
  const RunId run = store.open_run(planted_head(), false).id;
  const PlannedTrial place = planted_places(1)[0];
  ASSERT_TRUE(store.record(run, place, planted_result(place), 0, false));
  PlannedTrial again = place;
  again.position = 9;
  again.seed = 9;
  EXPECT_FALSE(store.record(run, again, planted_result(again), 0, true));
  EXPECT_EQ(store.recorded(run), std::set<Slot>{slot_of(place)});
  EXPECT_EQ(first_wrong_trial(store, run), "");
  PlannedTrial twin = place;
  twin.twin = true;
  EXPECT_TRUE(store.record(run, twin, planted_result(twin), 0, false));
  const RunId other = store.open_run(planted_head(), true).id;
  EXPECT_TRUE(store.record(other, place, planted_result(place), 0, false));
  EXPECT_EQ(store.recorded(run).size(), 2u);
}

// One metric at a time, so that a missing column, a swapped pair or a 0 for an absent value shows.
template <class Table, class Write>
void expect_a_column_for_each(const Table& metrics, const std::string& table, const Write& write) {
  for (std::size_t i = 0; i < metrics.size(); ++i) {
    const StoreFolder folder;
    {
      Store store = Store::open(folder / "s.db");
      TrialResult result;
      result.workers.emplace_back().samples.emplace_back();
      write(result, i);
      ASSERT_TRUE(store.record(store.open_run(planted_head(), false).id, {}, result, 0, false));
    }
    for (const MetricInfo& metric : metrics) {
      const bool given = metric.name == metrics[i].name;
      const std::string condition = std::string(metric.name) + (given ? " = 4711" : " IS NULL");
      EXPECT_EQ(number(folder / "s.db", "SELECT count(*) FROM " + table + " WHERE " + condition), 1)
          << table << ": " << condition << " when " << metrics[i].name << " was given";
    }
  }
}

TEST(Columns, every_metric_of_a_phase_has_its_own_and_absent_is_null) {
  expect_a_column_for_each(phase_metrics, "sample", [](TrialResult& result, std::size_t column) {
    result.workers[0].samples[0].readings.at(column) = 4711;
  });
}

TEST(Columns, every_metric_of_a_worker_has_its_own_and_absent_is_null) {
  expect_a_column_for_each(worker_metrics, "worker", [](TrialResult& result, std::size_t column) {
    result.workers[0].readings.at(column) = 4711;
  });
}

TEST(Columns, every_metric_of_a_trial_has_its_own_and_absent_is_null) {
  expect_a_column_for_each(trial_metrics, "trial", [](TrialResult& result, std::size_t column) {
    result.readings.at(column) = 4711;
  });
}

}  // namespace
}  // namespace allocscale
