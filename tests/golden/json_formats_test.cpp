// Do the formats for other programs hold the trials and estimates that the tables are made of?
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "harness/report/characters.hpp"
#include "harness/report/format.hpp"
#include "harness/selftest/made_trial.hpp"
#include "tests/golden/golden.hpp"
#include "tests/golden/synthetic_dataset.hpp"

namespace allocscale {
namespace {

using Json = nlohmann::json;

Report synthetic_report() {
  return make_report(synthetic_dataset(), [](const std::string&) { return ""; });
}

Json parsed(const char* format, const Report& report) {
  return Json::parse(find_format(format).render(report, {}));
}

// The geometric mean of the repetitions of a benchmark; their number in `count`.
double mean_of(const Json& document, const std::string& name, int& count) {
  double sum = 0;
  count = 0;
  for (const Json& one : document.at("benchmarks"))
    if (one.at("name") == name) {
      EXPECT_EQ(one.at("repetition_index"), count);
      sum += std::log(one.at("real_time").get<double>());
      ++count;
    }
  return std::exp(sum / count);
}

TEST(GbenchFormat, ARepetitionForEachTrialThatTheTableIsMadeOf) {
  const Report report = synthetic_report();
  const Json document = parsed("gbench", report);
  int count = 0;
  const double mean = mean_of(document, "concat/boxed/mimalloc/20000/workers:2", count);
  EXPECT_EQ(count, 20);
  const KernelTable& table = report.findings.tables.at(0);
  for (const Row& row : table.rows)
    if (row.layout == "boxed" && row.allocator == "mimalloc") {
      EXPECT_NEAR(mean / *row.together.at(0).time_ns.value, 1, 1e-9);
    }
  (void)mean_of(document, "concat/boxed/glibc/20000/workers:1", count);
  EXPECT_EQ(count, 20) << "the twin's trials are none of the baseline's";
  EXPECT_EQ(document.at("context").at("num_cpus"), 2);
}

TEST(GbenchFormat, ALevelThatIsNotTheDefaultIsInTheName) {
  Dataset dataset;
  dataset.run.capacity = 2;
  dataset.run.cells = {made_cell("boxed", "glibc", 1)};
  dataset.run.cells[0].history = History::raised;
  MadeValues values;
  add_trial(dataset, 0, 0, made_result(dataset.run.cells[0], values), false);
  const Json document = parsed("gbench", make_report(dataset, {}));
  EXPECT_TRUE(document.at("benchmarks").at(0).at("name").get<std::string>().ends_with("/history:raised"))
      << document;
}

TEST(JsonFormat, HasEveryRowOfTheTablesAndTheAnswer) {
  const Report report = synthetic_report();
  const Json document = parsed("json", report);
  EXPECT_EQ(document.at("schema"), "allocscale-report");
  std::size_t lines = 0;
  for (const KernelTable& table : report.findings.tables) {
    const std::size_t levels = 1 + table.workers.size();
    lines += table.rows.size() * levels * (1 + table.cold.size());
  }
  EXPECT_EQ(document.at("estimates").size(), lines);
  const Json& baseline = document.at("estimates").at(1);  // with two workers
  EXPECT_EQ(baseline.at("verdict"), "loss");
  EXPECT_NEAR(baseline.at("slowdown").get<double>(),
              *report.findings.tables.at(0).rows.at(0).together.at(0).slowdown.ratio.value, 1e-12);
  EXPECT_TRUE(document.at("answer").at("lines").at(0).at("text").get<std::string>().starts_with("best of 3"));
  EXPECT_EQ(document.at("allocators").size(), report.findings.run.builds.size());
}

TEST(JsonFormat, ARunWithoutAnAnswerHasNone) {
  EXPECT_TRUE(parsed("json", report_of(Findings{})).at("answer").is_null());
}

TEST(JsonlFormat, ALineForEachThing) {
  const Report report = synthetic_report();
  std::map<std::string, std::size_t> lines;
  const std::string text = find_format("jsonl").render(report, {});
  for (const std::string_view line : lines_of(text))
    if (!line.empty()) ++lines[Json::parse(line).at("type")];
  std::size_t samples = 0;
  for (const StoredTrial& trial : report.dataset.trials)
    for (const WorkerResult& worker : trial.result.workers) samples += worker.samples.size();
  EXPECT_EQ(lines,
            (std::map<std::string, std::size_t>{{"run", 1},
                                                {"allocator", report.findings.run.builds.size()},
                                                {"estimate", parsed("json", report).at("estimates").size()},
                                                {"trial", report.dataset.trials.size()},
                                                {"sample", samples}}));
}

// The smallest run that has a row of everything: two allocators, two blocks, one iteration.
Report small_report(KernelKind kind) {
  Dataset dataset;
  dataset.label = {.number = 3, .started_at_unix_ns = 1'700'000'000'000'000'000};
  dataset.run.experiment = "small";
  dataset.run.baseline = {"boxed", "glibc"};
  dataset.run.capacity = 2;
  dataset.run.estimand = Estimand::cold;
  dataset.run.facts.kernels = {{"concat", {kind, Resource::none}}};
  dataset.run.builds = {{"mimalloc", "2.0.9", "", "", ""}};
  for (const char* allocator : {"glibc", "mimalloc"})
    dataset.run.cells.push_back(made_cell("boxed", allocator, 1, 1));
  for (int block = 0; block < 2; ++block)
    for (std::size_t cell = 0; cell < dataset.run.cells.size(); ++cell) {
      MadeValues values;
      values.cold_ns = 1e6 * (100 + 4 * block - 20 * static_cast<int>(cell));
      (void)add_trial(dataset, cell, block, made_result(dataset.run.cells[cell], values));
    }
  dataset.trials.back().result.outcome = Outcome::failed;
  dataset.trials.back().result.message = "a \"quoted\" \033[31mcause\nof two lines";
  return make_report(std::move(dataset), [](const std::string&) { return ""; });
}

TEST(DataFormats, AreAsTheyWereApproved) {
  const Report kernels = small_report(KernelKind::list);
  for (const char* name : {"json", "jsonl", "gbench", "samples"})
    expect_golden(fmt::format("small.{}", find_format(name).extension), find_format(name).render(kernels, {}),
                  numbers_rounded);
  expect_golden("small.hyperfine.json",
                find_format("hyperfine").render(small_report(KernelKind::program), {}), numbers_rounded);
}

TEST(HyperfineFormat, OfKernelsThereIsNothing) {
  EXPECT_TRUE(parsed("hyperfine", synthetic_report()).at("results").empty());
}

}  // namespace
}  // namespace allocscale
