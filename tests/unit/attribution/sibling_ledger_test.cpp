// Is the company that slows the victim down named, and is company that did not keep its rate left out?
#include "harness/attribution/sibling_ledger.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/analysis/simulated.hpp"

namespace allocscale {
namespace {

constexpr std::size_t at(Siblings siblings) { return static_cast<std::size_t>(siblings); }

// Faults reproduce three quarters of what the kernel does to itself, streaming a tenth.
std::vector<SiblingBlock> simulate(int blocks, double noise = 0.01) {
  Normal normal(51);
  std::vector<SiblingBlock> made(static_cast<std::size_t>(blocks));
  for (SiblingBlock& block : made) {
    const double mood = normal(18, 0.1);
    const double truth[] = {1, 1, 1.3, 1, 1.04, 1.4};
    for (std::size_t kind = 0; kind < sibling_kinds; ++kind)
      block.victim_ns[kind] = truth[kind] * std::exp(mood + normal(0, noise));
    block.rate[at(Siblings::page_faults)] = normal(1, 0.02);
  }
  return made;
}

TEST(SiblingLedger, EachKindOfCompanyHasItsPoints) {
  const auto ledger = sibling_ledger(simulate(20), 1);
  ASSERT_EQ(ledger.size(), 5U);
  const Interference* faults = find_interference(ledger, Siblings::page_faults);
  ASSERT_NE(faults, nullptr);
  EXPECT_NEAR(faults->points.estimate, 30, 2);
  EXPECT_GT(faults->points.low, 25);
  EXPECT_NEAR(faults->reproduced->estimate, 0.75, 0.05);
  EXPECT_NEAR(find_interference(ledger, Siblings::streaming)->reproduced->estimate, 0.1, 0.05);
  EXPECT_NEAR(find_interference(ledger, Siblings::compute)->points.estimate, 0, 1.5);
  EXPECT_FALSE(find_interference(ledger, Siblings::itself)->reproduced);
}

TEST(SiblingLedger, ARateOffByMoreThanATenthIsVoid) {
  auto blocks = simulate(20);
  for (SiblingBlock& block : blocks) block.rate[at(Siblings::page_faults)] = 0.85;
  const auto ledger = sibling_ledger(blocks, 1);
  EXPECT_EQ(find_interference(ledger, Siblings::page_faults), nullptr);
  EXPECT_TRUE(ledger[1].void_rate);
  EXPECT_NEAR(ledger[1].rate.value(), 0.85, 1e-12);
}

TEST(SiblingLedger, WithoutALossNothingIsReproduced) {
  auto blocks = simulate(20);
  for (SiblingBlock& block : blocks)
    block.victim_ns[at(Siblings::itself)] = block.victim_ns[at(Siblings::compute)];
  EXPECT_FALSE(find_interference(sibling_ledger(blocks, 1), Siblings::page_faults)->reproduced);
}

TEST(SiblingLedger, WhatDidNotRunIsAbsent) {
  auto blocks = simulate(20);
  for (SiblingBlock& block : blocks) block.victim_ns[at(Siblings::cached_copy)].reset();
  EXPECT_EQ(sibling_ledger(blocks, 1).size(), 4U);
  for (SiblingBlock& block : blocks) block.victim_ns[at(Siblings::nothing)].reset();
  EXPECT_TRUE(sibling_ledger(blocks, 1).empty());
}

}  // namespace
}  // namespace allocscale
