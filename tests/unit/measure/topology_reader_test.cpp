// CPUs, cores, packages and nodes, from synthetic machines.
#include "harness/measure/topology_reader.hpp"

#include <gtest/gtest.h>
#include <sched.h>

#include <set>
#include <utility>

#include "harness/base/error.hpp"

namespace allocscale {
namespace {

TEST(TopologyReaderTest, TwoPackagesWithSiblings) {
  const Topology topology = described_topology("package:2 [numa] core:2 pu:2", std::nullopt);
  EXPECT_EQ(topology.cpus, (std::vector<Cpu>{{0, 0, 0, 0, 0},
                                             {1, 0, 1, 0, 0},
                                             {2, 1, 0, 0, 0},
                                             {3, 1, 1, 0, 0},
                                             {4, 2, 0, 1, 1},
                                             {5, 2, 1, 1, 1},
                                             {6, 3, 0, 1, 1},
                                             {7, 3, 1, 1, 1}}));
  EXPECT_EQ(topology.capacity, 8);
}

TEST(TopologyReaderTest, OnlyAllowedCpusCount) {
  const Topology topology =
      described_topology("package:2 [numa] core:2 pu:2", std::nullopt, std::vector{1, 2, 3, 7});
  ASSERT_EQ(topology.cpus.size(), 4U);
  EXPECT_EQ(topology.cpus[0], (Cpu{1, 0, 0, 0, 0})) << "alone on its core, it is the first of its siblings";
  EXPECT_EQ(topology.cpus[2], (Cpu{3, 1, 1, 0, 0}));
  EXPECT_EQ(topology.cpus[3], (Cpu{7, 3, 0, 1, 1}));
  EXPECT_EQ(topology.capacity, 4);
}

TEST(TopologyReaderTest, ManyCpus) {
  const Topology topology = described_topology("package:2 [numa] core:32 pu:2", std::nullopt);
  ASSERT_EQ(topology.cpus.size(), 128U);
  std::set<int> cores;
  for (const Cpu& cpu : topology.cpus) cores.insert(cpu.core);
  EXPECT_EQ(cores.size(), 64U);
  EXPECT_EQ(topology.cpus.back(), (Cpu{127, 63, 1, 1, 1}));
}

TEST(TopologyReaderTest, TheQuotaBoundsTheCapacity) {
  const auto capacity = [](double quota) { return described_topology("core:4 pu:1", quota).capacity; };
  EXPECT_EQ(capacity(2.5), 2);
  EXPECT_EQ(capacity(0.5), 1);
  EXPECT_EQ(capacity(16), 4);
}

TEST(TopologyReaderTest, WhatCannotBeReadIsAnError) {
  EXPECT_THROW((void)described_topology("core:zero", std::nullopt), SetupError);
  EXPECT_THROW((void)described_topology("/nonexistent.xml", std::nullopt), SetupError);
  EXPECT_THROW((void)described_topology("core:2 pu:1", std::nullopt, std::vector{9}), SetupError);
}

TEST(TopologyReaderTest, ThisMachineHasTheCpusOfItsAffinityMask) {
  cpu_set_t before;
  ASSERT_EQ(::sched_getaffinity(0, sizeof before, &before), 0);
  const Topology whole = read_topology(std::nullopt);
  EXPECT_EQ(whole.cpus.size(), static_cast<std::size_t>(CPU_COUNT(&before)));
  for (const Cpu& cpu : whole.cpus) EXPECT_TRUE(CPU_ISSET(static_cast<unsigned>(cpu.id), &before));

  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<unsigned>(whole.cpus.back().id), &one);
  ASSERT_EQ(::sched_setaffinity(0, sizeof one, &one), 0);
  const Topology narrow = read_topology(std::nullopt);
  ::sched_setaffinity(0, sizeof before, &before);
  ASSERT_EQ(narrow.cpus.size(), 1U);
  EXPECT_EQ(narrow.cpus[0].id, whole.cpus.back().id);
  EXPECT_EQ(narrow.capacity, 1);
}

}  // namespace
}  // namespace allocscale
