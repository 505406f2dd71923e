// Does the answer recommend what is proven, and nothing else? Made runs with a known truth.
#include "harness/report/program_answer.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "harness/selftest/made_trial.hpp"
#include "tests/golden/unfolded.hpp"

namespace allocscale {
namespace {

// Of one cell of the program: its time, and how much that varies from block to block.
struct Truth {
  double alone_ms = 100;
  double together_ms = 100;
  double noise = 0.01;
};

class ProgramAnswers : public testing::Test {
 protected:
  ProgramAnswers() {
    run_.baseline = {"as it is", "glibc"};
    run_.capacity = 2;
    run_.estimand = Estimand::cold;
    run_.facts.kernels = {{"job", {KernelKind::program, Resource::none}}};
    run_.facts.layouts["as it is"].opaque = true;
  }

  // Its cells alone and with two workers.
  void add(const std::string& allocator, const Truth& truth) { truths_.emplace_back(allocator, truth); }

  std::string answer(int blocks = 24) {
    for (const auto& [allocator, truth] : truths_)
      for (const int workers : {1, 2}) {
        Cell cell = made_cell("as it is", allocator, workers, 1);
        cell.kernel = "job";
        cell.size = 0;
        run_.cells.push_back(cell);
      }
    Dataset dataset;
    dataset.run = run_;
    for (int block = 0; block < blocks; ++block)
      for (std::size_t i = 0; i < run_.cells.size(); ++i) {
        launch(dataset, i, block, false);
        if (i < 2) launch(dataset, i, block, true);
      }
    const auto environment_of = [](const std::string& allocator) {
      return "LD_PRELOAD=/lib/" + allocator + ".so";
    };
    return unfolded(render(program_answers(dataset, analyse(dataset), environment_of), {.columns = 200}));
  }

  RunDescription run_;
  std::string checksum_ = "0";
  std::string unproven_;
  double waiting_ = 0;

 private:
  // Noise that differs by cell and copy and has no pattern over blocks.
  static double noise(std::size_t cell, int block, bool twin) {
    return std::sin(12.9898 * static_cast<double>(cell) + 78.233 * block + (twin ? 37.7 : 0)) * 1.4;
  }

  void launch(Dataset& dataset, std::size_t cell, int block, bool twin) {
    const Truth& truth = truths_[cell / 2].second;
    const bool alone = cell % 2 == 0;
    MadeValues values;
    values.cold_ns =
        1e6 * (alone ? truth.alone_ms : truth.together_ms) * std::exp(truth.noise * noise(cell, block, twin));
    values.waiting = waiting_;
    values.cold_ns /= 1 - waiting_;
    TrialResult result = made_result(dataset.run.cells[cell], values);
    for (WorkerResult& worker : result.workers) {
      worker.checksum = block == 3 ? checksum_ : "0";
      worker.unproven = unproven_;
    }
    (void)add_trial(dataset, cell, block, std::move(result), twin);
  }

  std::vector<std::pair<std::string, Truth>> truths_;
};

void expect(const std::string& page, const std::string& part) {
  EXPECT_NE(page.find(part), std::string::npos) << part << "\n\n" << page;
}

void expect_none(const std::string& page, const std::string& part) {
  EXPECT_EQ(page.find(part), std::string::npos) << part << "\n\n" << page;
}

TEST_F(ProgramAnswers, WhatIsProvenToHelpIsRecommendedWithItsLine) {
  add("glibc", {100, 130});
  add("mimalloc", {86, 92});
  add("jemalloc", {100, 130});
  const std::string page = answer();
  expect(page, "ANSWER mimalloc helps, time alone 14.0 % less, ");
  expect(page, "2 at once 29");
  expect(page, "SCALES 2 at once 1.30× the time of one: a loss; mimalloc 1.07×");
  expect(page, "alone 2 at once faults peak glibc 100 ms");
  expect(page, "USE LD_PRELOAD=/lib/mimalloc.so job");
  expect(page, "NEXT why it loses: allocscale exec --why -- job");
  expect_none(page, "jemalloc helps");
}

TEST_F(ProgramAnswers, WhereAllAreTheSameNothingHelps) {
  add("glibc", {100, 100});
  add("mimalloc", {100, 100});
  const std::string page = answer();
  expect(page, "ANSWER nothing here helps: every allocator is within 3 % of glibc, alone and 2 at once");
  expect_none(page, "USE ");
  expect_none(page, "NEXT ");
}

TEST_F(ProgramAnswers, WhereNothingCanBeToldTheSmallestEffectIsSaid) {
  add("glibc", {100, 100, 0.2});
  add("mimalloc", {100, 100, 0.2});
  const std::string page = answer();
  expect(page, "ANSWER no allocator is shown to help, alone and 2 at once; an effect of ");
  expect(page, "would have been found in four of five such runs");
  expect_none(page, "USE ");
}

TEST_F(ProgramAnswers, WhatIsOnlyFasterWithoutProofIsNotRecommended) {
  add("glibc", {100, 100, 0.2});
  add("mimalloc", {95, 95, 0.2});
  expect_none(answer(), "helps, time");
}

TEST_F(ProgramAnswers, ASlowerAllocatorIsNotRecommended) {
  add("glibc", {100, 100});
  add("mimalloc", {150, 150});
  const std::string page = answer();
  expect_none(page, "mimalloc helps");
  expect_none(page, "USE ");
}

TEST_F(ProgramAnswers, FewBlocksGiveNoAnswer) {
  add("glibc", {100, 130});
  add("mimalloc", {50, 50});
  const std::string page = answer(6);
  expect(page, "ANSWER not yet: 6 of the 20 blocks that a verdict needs; the same command");
  expect_none(page, "USE ");
}

TEST_F(ProgramAnswers, ABusyMachineGivesNoAnswer) {
  add("glibc", {100, 130});
  add("mimalloc", {50, 50});
  waiting_ = 0.2;
  const std::string page = answer();
  expect(page, "ANSWER the machine was busy");
  expect_none(page, "USE ");
}

TEST_F(ProgramAnswers, WhatIsNotProvenIsSaid) {
  add("glibc", {100, 100});
  add("mimalloc", {100, 100});
  checksum_ = "1";
  unproven_ = "static";
  const std::string page = answer();
  expect(page, "PROVED in 216 launches malloc of the main process is the named library's");
  expect(page, "NOTE of these processes nobody saw the allocator: static");
  expect(page, "NOTE the output differs from launch to launch, so it proves nothing");
  expect_none(page, "output is the same");
}

}  // namespace
}  // namespace allocscale
