// Is the self-test's page still the one last approved, and does it fit?
#include "harness/report/selftest_report.hpp"

#include <gtest/gtest.h>

#include "harness/report/characters.hpp"
#include "tests/golden/golden.hpp"
#include "tests/unit/attribution/made_attribution.hpp"

namespace allocscale {
namespace {

// Two campaigns of work at two doses, of which one is named wrongly; a stream that this machine excuses; a
// competitor.
std::vector<CampaignAttributions> campaigns() {
  std::vector<CampaignAttributions> made(3);
  for (const std::size_t i : {0U, 1U}) {
    auto& attributions = made[i].attributions;
    attributions.push_back(made_attribution({0, 0, 0, 0}, 0.5));
    attributions.push_back(made_attribution({1, 48, 0, 0}, 1, "planted-work", 22));
    attributions.push_back(made_attribution({3, 93, 1, 0}, 1, "planted-work", 44));
    attributions.push_back(made_attribution({44, 1, 0, 0}, 1, "planted-faults", 8));
    attributions.push_back(made_attribution({22, 27, 0, 0}, 1, "planted-mixed", 12));
    attributions.push_back(i == 0 ? made_attribution({0, 0, 0, 0}, 52, "planted-lock")
                                  : made_attribution({30, 0, 0, 0}, 22, "planted-lock"));
    attributions.push_back(made_attribution({0, 0, 0, 0}, 0, "planted-stream"));
    attributions.back().roofs = {{"stream", 20, {0.995, 0.981, 1.012}, 28e6}};
  }
  made[1].unsettled = {"planted-pointers"};
  made[2].competitor = true;
  made[2].attributions.push_back(with_machine(made_attribution({0, 0, 0, 0}, 50), 49));
  return made;
}

SelftestResults results() {
  SelftestResults made;
  made.seed = 1;
  made.simulated = {
      {"95 % t intervals that hold the mean", 0.9482, 0.93, 0.97, FigureUnit::share},
      {"no effect, in quiet blocks, that is called equivalent", 0.998, 0.99, 1, FigureUnit::share},
      {"40, 2, 5 and 3 points, nested: furthest from what comes back", 0, 0, 1e-9, FigureUnit::points},
      {"simulated 64 CPUs: campaigns whose intervals all hold", 0.72, 0.88, 1, FigureUnit::share},
      {"a cut store is explained as a whole one", 1, 1, 1, FigureUnit::count}};
  made.experiments = 3;
  made.blocks = 20;
  made.trials = 10'720;
  made.confusion = confusion(campaigns());
  made.slopes = dose_slopes(campaigns(), [](const Attribution& attribution) {
    return attribution.kernel == "planted-work"
               ? std::optional(2.15e5 * static_cast<double>(attribution.size))
               : std::nullopt;
  });
  made.mixed = mixed_shares(campaigns(), made.slopes);
  std::vector<double> p_values;
  for (int i = 0; i < 120; ++i) p_values.push_back((i + 0.5) / 120);
  made.twins = tally(p_values);
  return made;
}

TEST(SelftestReport, IsThePageApproved) { expect_golden("selftest.txt", selftest_report(results(), {})); }

TEST(SelftestReport, OfSimulationsOnlyHasNothingOfThisMachine) {
  SelftestResults simulated;
  simulated.seed = 7;
  simulated.simulated = {results().simulated[0]};
  const std::string text = selftest_report(simulated, {});
  EXPECT_EQ(text.find("lanted"), std::string::npos);
  EXPECT_NE(text.find("Every line is what it must be."), std::string::npos);
}

TEST(SelftestReport, OneWrongLineIsSaidAtTheEnd) {
  const std::string text = selftest_report(results(), {});
  EXPECT_EQ(text.find("Every line is what it must be."), std::string::npos);
  EXPECT_NE(text.find("Not every line is what it must be"), std::string::npos);
}

TEST(SelftestReport, NoLineIsWiderThanTheTerminal) {
  for (const int columns : {80, 100, 120})
    for (const std::string_view line : lines_of(selftest_report(results(), {columns, false, true})))
      ASSERT_LE(display_width(line), static_cast<std::size_t>(columns)) << line;
}

}  // namespace
}  // namespace allocscale
