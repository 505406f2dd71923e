// Is a store that was cut and resumed explained as one that was not, and would a difference be seen?
#include "harness/cli/resumed_store.hpp"

#include <gtest/gtest.h>

namespace allocscale {
namespace {

TEST(ResumedStore, IsExplainedByteForByteAsAnUninterruptedOne) {
  EXPECT_TRUE(resumed_store_truth(1).holds());
  const std::string text = explained_store(1, true);
  EXPECT_NE(text.find("20 blocks"), std::string::npos);
  EXPECT_NE(text.find("page-fault path"), std::string::npos);
}

TEST(ResumedStore, AnotherSeedIsAnotherText) {
  EXPECT_NE(explained_store(1, false), explained_store(2, false));
}

}  // namespace
}  // namespace allocscale
