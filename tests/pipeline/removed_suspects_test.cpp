// Is it told from the cells alone of which kernels the attribution makes something?
#include "harness/attribution/removed_suspects.hpp"

#include <gtest/gtest.h>

#include <set>

#include "harness/attribution/attribution.hpp"
#include "harness/selftest/made_trial.hpp"
#include "harness/selftest/simulated_facts.hpp"

namespace allocscale {
namespace {

using Names = std::vector<std::string>;

Names attributed_kernels(const std::vector<Cell>& cells) {
  Dataset dataset;
  dataset.run.cells = cells;
  dataset.run.facts = simulated_facts();
  for (std::size_t cell = 0; cell < cells.size(); ++cell)
    for (int block = 0; block < 2; ++block) add_trial(dataset, cell, block, made_result(cells[cell]));
  std::set<std::string> kernels;
  for (const Attribution& one : attribute(dataset)) kernels.insert(one.kernel);
  return {kernels.begin(), kernels.end()};
}

std::vector<Cell> alone_and_together(const Names& layouts, const Names& allocators) {
  std::vector<Cell> cells;
  for (const std::string& layout : layouts)
    for (const std::string& allocator : allocators)
      for (const int workers : {1, 2}) cells.push_back(made_cell(layout, allocator, workers));
  return cells;
}

// Every layout and arm that there is beside each that may be the subject.
TEST(RemovedSuspects, AreThoseOfTheAttribution) {
  int removals = 0, others = 0;
  for (const char* subject :
       {"boxed", "contiguous", "shuffled", "none", "immortal", "ghost", "replay", "replay+immortal"})
    for (const char* layout : {"boxed", "contiguous", "shuffled", "none", "immortal", "ghost", "replay",
                               "replay+immortal", "replay+ghost", "replay+contiguous"})
      for (const Names& allocators :
           {Names{"glibc"}, Names{"glibc", "glibc:retain"}, Names{"glibc", "glibc:eager"},
            Names{"glibc:retain"}, Names{"glibc:retain", "mimalloc"}}) {
        const auto cells = alone_and_together(
            subject == std::string(layout) ? Names{layout} : Names{subject, layout}, allocators);
        const Names kernels = kernels_with_removals(cells, simulated_facts());
        EXPECT_EQ(kernels, attributed_kernels(cells)) << subject << ", " << layout << ", " << allocators[0];
        ++(kernels.empty() ? others : removals);
      }
  EXPECT_GT(removals, 50);
  EXPECT_GT(others, 100);
}

TEST(RemovedSuspects, NeedTheSameTaskWithAsManyWorkers) {
  const std::vector<Cell> same = {made_cell("boxed", "glibc", 2), made_cell("immortal", "glibc", 2)};
  EXPECT_EQ(kernels_with_removals(same, simulated_facts()), Names{"concat"});
  std::vector<Cell> cells = same;
  const auto expect_none = [&] {
    EXPECT_EQ(kernels_with_removals(cells, simulated_facts()), Names{});
    EXPECT_EQ(attributed_kernels(cells), Names{});
    cells = same;
  };
  cells[1].workers = 1;
  expect_none();
  cells[1].kernel = "copy";
  expect_none();
  cells[1].size += 1;
  expect_none();
  cells[1].start = StartMethod::fork;
  expect_none();
  cells[0].siblings = cells[1].siblings = Siblings::idle;
  expect_none();
}

}  // namespace
}  // namespace allocscale
