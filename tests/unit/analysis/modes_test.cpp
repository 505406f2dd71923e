// Are launches of two kinds told from launches that vary?
#include "harness/analysis/modes.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "harness/analysis/findings.hpp"
#include "harness/selftest/made_trial.hpp"
#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

constexpr int launches = 20;

template <class Draw>
double share_with_modes(int samples, Draw draw) {
  int found = 0;
  for (int sample = 0; sample < samples; ++sample) {
    std::vector<double> values;
    for (int i = 0; i < launches; ++i) values.push_back(draw(i));
    found += two_modes(values).has_value();
  }
  return static_cast<double>(found) / samples;
}

TEST(Modes, LaunchesThatVaryAreOfOneKind) {
  Normal normal(11);
  EXPECT_LE(share_with_modes(2000, [&](int) { return normal(0, 0.3); }), 0.005);
  EXPECT_LE(share_with_modes(2000, [&](int) { return std::exp(normal(0, 0.7)); }), 0.01);  // a long tail
  // Two launches that hang are outliers and no mode.
  EXPECT_EQ(share_with_modes(500, [&](int i) { return normal(i < 2 ? 3 : 0, 0.05); }), 0);
}

TEST(Modes, LaunchesOfTwoKindsAreFoundWithTheirShares) {
  Normal normal(12);
  EXPECT_GE(share_with_modes(500, [&](int i) { return normal(i % 2 == 0 ? 0.8 : 0, 0.1); }), 0.95);
  EXPECT_GE(share_with_modes(500, [&](int i) { return normal(i % 5 == 0 ? 1.2 : 0, 0.1); }), 0.95);
  EXPECT_EQ(share_with_modes(500, [&](int i) { return normal(i % 2 == 0 ? 0.1 : 0, 0.001); }), 0)
      << "too near to matter";
}

TEST(Modes, AreInTheFindingsAndNoMeansAreMixed) {
  Dataset dataset;
  dataset.run.baseline = {"boxed", "glibc"};
  dataset.run.capacity = 2;
  dataset.run.cells = {made_cell("boxed", "glibc", 1)};
  for (int block = 0; block < launches; ++block) {
    MadeValues values;
    values.warm_ns = block % 4 == 0 ? 246e6 : 6.5e6;
    add_trial(dataset, 0, block, made_result(dataset.run.cells[0], values));
  }
  const AtWorkers at = analyse(dataset).tables.at(0).rows.at(0).alone;
  ASSERT_TRUE(at.modes);
  EXPECT_NEAR(at.modes->low, 6.5e6, 1);
  EXPECT_NEAR(at.modes->high, 246e6, 1);
  EXPECT_DOUBLE_EQ(at.modes->low_share(), 0.75);
  const double mean = std::exp(0.75 * std::log(6.5e6) + 0.25 * std::log(246e6));
  EXPECT_NEAR(at.time_ns.value.value(), mean, 10);
  EXPECT_NEAR(at.per_iteration[PhaseMetric::cpu_ns].value(), 0.99 * mean, 10);
  EXPECT_NEAR(at.phase_ns[static_cast<std::size_t>(Phase::operate)].value(), 0.5 * mean, 10);
}

}  // namespace
}  // namespace allocscale
