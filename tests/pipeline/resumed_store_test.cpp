// Is a store that was cut and resumed explained as one that was not, and would a difference be seen?
#include "harness/selftest/resumed_store.hpp"

#include <gtest/gtest.h>

#include "harness/report/attribution_json.hpp"
#include "harness/report/explanation.hpp"

namespace allocscale {
namespace {

std::string explain(const std::vector<Attribution>& attributions) {
  std::string text = attribution_json(attributions);
  for (const Attribution& attribution : attributions) text += explanation(attribution, {});
  return text;
}

TEST(ResumedStore, IsExplainedByteForByteAsAnUninterruptedOne) {
  EXPECT_TRUE(resumed_store_truth(1, explain).holds());
  const std::string text = explained_store(1, true, explain);
  EXPECT_NE(text.find("20 blocks"), std::string::npos);
  EXPECT_NE(text.find("page-fault path"), std::string::npos);
}

TEST(ResumedStore, AnotherSeedIsAnotherText) {
  EXPECT_NE(explained_store(1, false, explain), explained_store(2, false, explain));
}

}  // namespace
}  // namespace allocscale
