// Does the grade say how many ledgers agree, and is bandwidth blamed only on all three conditions?
#include "harness/attribution/grade.hpp"

#include <gtest/gtest.h>

#include "harness/attribution/roof.hpp"

namespace allocscale {
namespace {

constexpr Interval forty = {40, 36, 44};

TEST(Grade, HalfOfTheComponentSupportsIt) {
  EXPECT_EQ(support_of(forty, Interval{20, 15, 25}), Support::supports);
  EXPECT_EQ(support_of(forty, Interval{19, 14, 24}), Support::silent);
  EXPECT_EQ(support_of(forty, Interval{30, -1, 61}), Support::silent);
  EXPECT_EQ(support_of(forty, Interval{5, 0, 10}), Support::contradicts);
  EXPECT_EQ(support_of(forty, Interval{10, 2, 18.1}), Support::silent);
  EXPECT_EQ(support_of(forty, std::nullopt), Support::absent);
}

TEST(Grade, ANegativeComponentIsSupportedByWhatIsNegative) {
  EXPECT_EQ(support_of({-40, -44, -36}, Interval{-30, -35, -25}), Support::supports);
  EXPECT_EQ(support_of({-40, -44, -36}, Interval{30, 25, 35}), Support::contradicts);
}

TEST(Grade, AgreementMakesTheGrade) {
  using enum Support;
  EXPECT_EQ(grade_of({supports, supports, supports}, true), Grade::a);
  EXPECT_EQ(grade_of({supports, supports, supports}, false), Grade::b);
  EXPECT_EQ(grade_of({supports, supports, silent}, true), Grade::b);
  EXPECT_EQ(grade_of({supports, supports, absent}, true), Grade::b);
  EXPECT_EQ(grade_of({absent, supports, silent}, true), Grade::c);
  EXPECT_EQ(grade_of({contradicts, supports, supports}, true), Grade::x);
  EXPECT_FALSE(grade_of({absent, silent, absent}, true));
  EXPECT_FALSE(grade_of({contradicts, silent, absent}, true));
}

TEST(Grade, EachSuspectHasItsLineAndItsChannel) {
  TimeLedger ledger;
  ledger.system = SplitLine{{30, 25, 35}, 1};
  EXPECT_EQ(carrying_line(Suspect::page_faults, ledger)->estimate, 30);
  EXPECT_FALSE(carrying_line(Suspect::reference_counts, ledger));
  EXPECT_EQ(channel_of(Suspect::page_faults), Siblings::fault);
  EXPECT_EQ(channel_of(Suspect::indirection), Siblings::stream);
  EXPECT_FALSE(channel_of(Suspect::allocator_work));
}

std::optional<MeasuredRatio> measured(double ratio, double half_width = 0.01, int blocks = 20) {
  return MeasuredRatio{{ratio, ratio - half_width, ratio + half_width}, blocks};
}

// Of which nothing is unknown.
Traffic whole() {
  Traffic traffic;
  traffic.elements = traffic.zeroed = 0;
  return traffic;
}

BandwidthVerdict verdict_of(std::optional<MeasuredRatio> traffic, std::optional<MeasuredRatio> reproduced,
                            std::optional<MeasuredRatio> cached) {
  return bandwidth_verdict({traffic, reproduced, cached, whole()});
}

TEST(Bandwidth, TrafficThatIsNotWhollyKnownMayBeMore) {
  Traffic traffic = whole();
  const auto little = [&] { return bandwidth_verdict({measured(0.1), measured(0.9), measured(0), traffic}); };
  EXPECT_EQ(little(), BandwidthVerdict::not_bound);
  traffic.elements.reset();
  EXPECT_EQ(little(), BandwidthVerdict::not_settled);
  EXPECT_EQ(bandwidth_verdict({measured(0.9), measured(0.9), measured(0), traffic}), BandwidthVerdict::bound)
      << "it is enough already";
  EXPECT_EQ(bandwidth_verdict({measured(0.1), measured(0.2), measured(0), traffic}),
            BandwidthVerdict::not_bound)
      << "by another condition";
  traffic.cached = true;
  EXPECT_EQ(little(), BandwidthVerdict::not_bound) << "elements that are in the cache";
  traffic.zeroed.reset();
  EXPECT_EQ(little(), BandwidthVerdict::not_settled);
}

TEST(Bandwidth, AllThreeConditionsMustHold) {
  EXPECT_EQ(verdict_of(measured(0.82), measured(0.52), measured(0.08)), BandwidthVerdict::bound);
  EXPECT_EQ(verdict_of(measured(0.78), measured(0.9), measured(0)), BandwidthVerdict::not_bound);
  EXPECT_EQ(verdict_of(measured(0.9), measured(0.48), measured(0)), BandwidthVerdict::not_bound);
  EXPECT_EQ(verdict_of(measured(0.9), measured(0.9), measured(0.12)), BandwidthVerdict::not_bound);
  EXPECT_EQ(verdict_of(measured(0.9), measured(0.9), std::nullopt), BandwidthVerdict::not_settled);
  EXPECT_EQ(verdict_of(measured(0.1), measured(0.9), std::nullopt), BandwidthVerdict::not_bound);
}

TEST(Bandwidth, AConditionIsSettledByItsIntervalOverEnoughBlocks) {
  EXPECT_EQ(verdict_of(measured(0.82, 0.05), measured(0.9), measured(0)), BandwidthVerdict::not_settled);
  EXPECT_EQ(verdict_of(measured(0.78, 0.05), measured(0.9), measured(0)), BandwidthVerdict::not_settled);
  EXPECT_EQ(verdict_of(measured(0.9), measured(0.9), measured(0.08, 0.05)), BandwidthVerdict::not_settled);
  EXPECT_EQ(verdict_of(measured(0.1, 0.01, 19), measured(0.9), measured(0)), BandwidthVerdict::not_settled);
}

}  // namespace
}  // namespace allocscale
