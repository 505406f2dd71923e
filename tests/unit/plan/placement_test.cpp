// Workers land on the CPUs that their placement promises, on machines of several shapes.
#include "harness/plan/placement.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

using Cpus = std::vector<int>;

std::map<int, Cpu> by_id(const Topology& topology) {
  std::map<int, Cpu> cpus;
  for (const Cpu& cpu : topology.cpus) cpus[cpu.id] = cpu;
  return cpus;
}

TEST(Placement, TwoCpus) {
  const Topology two = sample_topology(1, 1, 2, 1);
  for (const Placement placement : {Placement::compact, Placement::scatter, Placement::no_smt}) {
    EXPECT_EQ(place_workers(two, placement, 1), (Cpus{0}));
    EXPECT_EQ(place_workers(two, placement, 2), (Cpus{0, 1}));
    EXPECT_EQ(place_workers(two, placement, 5), (Cpus{0, 1, 0, 1, 0}));
  }
  EXPECT_EQ(place_workers(two, Placement::none, 2), Cpus{});
}

TEST(Placement, FourCoresOfTwoSiblings) {
  const Topology smt = sample_topology(1, 1, 4, 2);  // core c has CPUs c and c + 4
  EXPECT_EQ(place_workers(smt, Placement::compact, 8), (Cpus{0, 4, 1, 5, 2, 6, 3, 7}));
  EXPECT_EQ(place_workers(smt, Placement::scatter, 8), (Cpus{0, 1, 2, 3, 4, 5, 6, 7}));
  EXPECT_EQ(place_workers(smt, Placement::no_smt, 6), (Cpus{0, 1, 2, 3, 0, 1}));
}

TEST(Placement, TwoPackagesOfTwoNodes) {
  const Topology big = sample_topology(2, 2, 16, 2);  // 64 cores; siblings are 64 apart
  // packages in turn, then their nodes in turn, then the next core
  EXPECT_EQ(place_workers(big, Placement::scatter, 6), (Cpus{0, 32, 16, 48, 1, 33}));
  EXPECT_EQ(place_workers(big, Placement::compact, 4), (Cpus{0, 64, 1, 65}));

  const std::map<int, Cpu> cpus = by_id(big);
  std::set<int> nodes;
  for (const int cpu : place_workers(big, Placement::compact, 32)) nodes.insert(cpus.at(cpu).numa_node);
  EXPECT_EQ(nodes, (std::set<int>{0}));
  std::set<int> cores;
  for (const int cpu : place_workers(big, Placement::scatter, 64)) cores.insert(cpus.at(cpu).core);
  EXPECT_EQ(cores.size(), 64U);
  EXPECT_EQ(place_workers(big, Placement::scatter, 65).back(), 64);
  for (const Placement placement : {Placement::compact, Placement::scatter}) {
    const Cpus all = place_workers(big, placement, 128);
    EXPECT_EQ(std::set<int>(all.begin(), all.end()).size(), 128U);
  }
}

TEST(Placement, OnlyAllowedCpusCount) {
  Topology part;  // of four cores of two siblings: both of core 0, the second of core 1
  part.cpus = {{.id = 0, .core = 0, .smt_index = 0},
               {.id = 4, .core = 0, .smt_index = 1},
               {.id = 5, .core = 1, .smt_index = 1}};
  part.capacity = 3;
  EXPECT_EQ(place_workers(part, Placement::no_smt, 2), (Cpus{0, 5}));
  EXPECT_EQ(place_workers(part, Placement::scatter, 3), (Cpus{0, 5, 4}));
  EXPECT_EQ(place_workers(part, Placement::compact, 3), (Cpus{0, 4, 5}));
}

Cell cell_of(int workers, Placement placement) {
  Cell cell;
  cell.workers = workers;
  cell.placement = placement;
  return cell;
}

TEST(TrialCpus, AWorkerAloneRotatesOverTheCpusOfTheLargestTrial) {
  const Topology smt = sample_topology(1, 1, 4, 2);
  std::map<int, int> times;
  for (int block = 0; block < 20; ++block) {
    const Cpus alone = trial_cpus(smt, cell_of(1, Placement::scatter), 4, block);
    ASSERT_EQ(alone.size(), 1U);
    ++times[alone[0]];
  }
  EXPECT_EQ(times, (std::map<int, int>{{0, 5}, {1, 5}, {2, 5}, {3, 5}}));
  EXPECT_EQ(trial_cpus(smt, cell_of(1, Placement::compact), 2, 1), (Cpus{4}));
}

TEST(TrialCpus, TheRotationCountsEachCpuOnceWhenWorkersWrapRound) {
  const Topology three = sample_topology(1, 1, 3, 1);
  std::map<int, int> times;
  for (int block = 0; block < 12; ++block)
    ++times[trial_cpus(three, cell_of(1, Placement::scatter), 4, block).at(0)];
  EXPECT_EQ(times, (std::map<int, int>{{0, 4}, {1, 4}, {2, 4}}));
}

TEST(TrialCpus, SeveralWorkersStayWhereTheyArePlaced) {
  const Topology two = sample_topology(1, 1, 2, 1);
  for (int block = 0; block < 4; ++block)
    EXPECT_EQ(trial_cpus(two, cell_of(2, Placement::scatter), 2, block), (Cpus{0, 1}));
  EXPECT_EQ(trial_cpus(two, cell_of(1, Placement::none), 2, 3), Cpus{});
}

TEST(RunCpus, AreThoseOfTheMostWorkersEachOnce) {
  const Topology two = sample_topology(1, 1, 2, 1);
  EXPECT_EQ(run_cpus(two, Placement::scatter, 1), Cpus{0});
  EXPECT_EQ(run_cpus(two, Placement::scatter, 2), (Cpus{0, 1}));
  EXPECT_EQ(run_cpus(two, Placement::scatter, 5), (Cpus{0, 1}));
  EXPECT_EQ(run_cpus(two, Placement::none, 2), Cpus{});
}

}  // namespace
}  // namespace allocscale
