// Are the runs of a store a line each, in text and for programs?
#include "harness/report/run_list.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "harness/report/characters.hpp"
#include "tests/golden/synthetic_dataset.hpp"
#include "tests/hostile_texts.hpp"

namespace allocscale {
namespace {

RunSummary run_of(std::int64_t id, const std::string& experiment, int done) {
  const Dataset dataset = synthetic_dataset();
  RunSummary run;
  run.id = id;
  run.experiment = experiment;
  run.started_at_unix_ns = 1'764'190'683'000'000'000 + id * 3'600'000'000'000;
  run.measured_ns = 134'000'000'000;
  run.machine = dataset.run.machine;
  run.builds = dataset.run.builds;
  run.blocks_wanted = 20;
  run.blocks_done = done;
  run.cells = 12;
  run.trials = static_cast<std::size_t>(done * 13);
  run.complete_trials = run.trials;
  run.newest_trial = done == 0 ? 0 : id * 1000;
  return run;
}

std::vector<RunSummary> runs_of_every_kind() {
  std::vector<RunSummary> runs = {run_of(1, "quick", 20), run_of(2, "quick", 3),
                                  run_of(3, "paper", 7),  run_of(4, "python3 a_long_job.py --with words", 0),
                                  run_of(12, "why", 25),  run_of(13, "quick", 4)};
  runs[0].note = "before the upgrade";
  for (AllocatorBuild& build : runs[1].builds) build.binary_hash = "another";
  runs[2].machine.cpu_model = "Another 1";
  runs[2].machine.cpus = 64;
  runs[4].blocks_wanted = 100;
  runs[4].precise = true;
  return runs;
}

RunsNow now_of(const std::vector<RunSummary>& runs) {
  RunsNow now;
  now.measuring = true;
  for (const AllocatorBuild& build : runs[0].builds) now.binaries.insert(build.binary_hash);
  return now;
}

TEST(RunStates, FollowFromBlocksRunnersAndWhoMeasures) {
  const std::vector<RunSummary> runs = runs_of_every_kind();
  const RunsNow now = now_of(runs);
  EXPECT_EQ(run_states(runs, now), (std::vector{RunState::complete, RunState::cut_older, RunState::cut,
                                                RunState::empty, RunState::precise, RunState::measuring}));
  RunsNow later = now;
  later.measuring = false;
  EXPECT_EQ(run_states(runs, later).back(), RunState::cut);
}

TEST(RunList, IsALineEachAtEightyColumns) {
  const std::vector<RunSummary> runs = runs_of_every_kind();
  for (const int columns : {80, 120, 200}) {
    const std::string text = run_list_text(runs, now_of(runs), {.columns = columns});
    const auto lines = lines_of(text);
    for (const std::string_view line : lines)
      EXPECT_LE(display_width(line), static_cast<std::size_t>(columns)) << line;
    EXPECT_TRUE(lines[0].starts_with("run  experiment")) << text;
    EXPECT_TRUE(lines[1].starts_with("  1  quick")) << text;
    EXPECT_NE(lines[2].find("before the upgrade"), std::string_view::npos) << "the note stands under its run";
    EXPECT_NE(lines[7].find("4/20"), std::string_view::npos) << text;
    EXPECT_NE(text.find("machine A: Imaginary 9000"), std::string::npos) << text;
    EXPECT_NE(text.find("machine B: Another 1"), std::string::npos) << text;
    EXPECT_NE(text.find("cut, older: the runners have changed"), std::string::npos) << text;
  }
  const std::string wide = run_list_text(runs, now_of(runs), {.columns = 200});
  EXPECT_NE(wide.find("python3 a_long_job.py --with words"), std::string::npos) << wide;
}

TEST(RunList, NamesTheColumnsThatDoNotFit) {
  const std::vector<RunSummary> runs = runs_of_every_kind();
  for (const int columns : {40, 50, 60, 70}) {
    const std::string text = run_list_text(runs, now_of(runs), {.columns = columns});
    for (const std::string_view line : lines_of(text))
      EXPECT_LE(display_width(line), static_cast<std::size_t>(columns)) << line;
    EXPECT_NE(text.find(fmt::format("not shown in {} columns: took", columns)), std::string::npos) << text;
    EXPECT_NE(text.find("cut, older"), std::string::npos) << text;
  }
  EXPECT_EQ(run_list_text(runs, now_of(runs), {.columns = 80}).find("not shown"), std::string::npos);
}

TEST(RunList, OfOneMachineHasNoColumnForIt) {
  const std::vector<RunSummary> runs = {run_of(1, "quick", 20)};
  const std::string text = run_list_text(runs, {}, {.columns = 80});
  EXPECT_NE(text.find("  2:14   20/20  complete  glibc, mimalloc, je..\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nmachine: Imaginary 9000, 2 CPUs"), std::string::npos) << text;
  EXPECT_EQ(run_list_text({}, {}, {}), "no run\n");
}

TEST(RunList, ForProgramsCutsNothing) {
  const std::vector<RunSummary> runs = runs_of_every_kind();
  const std::string csv = run_list_csv(runs, now_of(runs));
  EXPECT_NE(csv.find("\r\n1,quick,2025-11-26T21:58:03Z,134.000,20,20,complete,12,260,260,"),
            std::string::npos)
      << csv;
  EXPECT_NE(csv.find("\"glibc 2.36, mimalloc 2.0.9, jemalloc 5.3.0\""), std::string::npos) << csv;
  const auto json = nlohmann::json::parse(run_list_json(runs, now_of(runs)));
  ASSERT_EQ(json.size(), runs.size());
  EXPECT_EQ(json[0]["note"], "before the upgrade");
  EXPECT_EQ(json[0]["allocators"][1]["version"], "2.0.9");
  EXPECT_EQ(json[1]["state"], "cut, older");
  EXPECT_EQ(json[3]["experiment"], "python3 a_long_job.py --with words");
}

TEST(HostileText, NoneReachesTheListOfRuns) {
  for (const std::string& text : hostile_texts()) {
    std::vector<RunSummary> runs = {run_of(1, text, 20)};
    runs[0].note = text;
    runs[0].builds[0].name = runs[0].builds[0].version = text;
    const std::string list = run_list_text(runs, {}, {.columns = 80});
    for (const std::string_view line : lines_of(list)) EXPECT_LE(display_width(line), 80U) << line;
    for (const std::string& page : {list, run_list_csv(runs, {}), run_list_json(runs, {})})
      for (const char c : page) EXPECT_TRUE(c == '\n' || c == '\r' || c < 0 || c >= ' ') << text;
    EXPECT_EQ(nlohmann::json::parse(run_list_json(runs, {})).size(), 1U);
  }
}

}  // namespace
}  // namespace allocscale
