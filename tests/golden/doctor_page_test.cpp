// What doctor prints of machines made by hand.
#include "harness/report/doctor_page.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace allocscale {
namespace {

const Circumstance quiet{"swap", "none", false, "a trial that does not fit becomes slow", ""};
const Circumstance busy{"other programs", "other programs use 1.5 of 2 CPUs", true, "less cache",
                        "end them first"};
const Circumstance lacking{"perf access", "not counted: cycles", false, "times are not moved",
                           "give it a PMU"};

TEST(DoctorPage, FindingsAreALineEachAndTheRestIsLeftOut) {
  EXPECT_EQ(doctor_findings(std::vector{busy, quiet, lacking}),
            "2 findings on this machine, worst first; nothing was changed:\n"
            "  other programs  other programs use 1.5 of 2 CPUs; end them first\n"
            "  perf access     not counted: cycles; give it a PMU\n"
            "All that was looked at, and why it matters: allocscale doctor --all\n"
            "Next: end them, or: allocscale run quick --alloc mimalloc --wait-quiet 5m\n");
}

TEST(DoctorPage, AMachineWithoutFindingsIsOneLine) {
  EXPECT_EQ(doctor_findings(std::vector{quiet}),
            "Nothing here moves results; 1 circumstance was looked at.\n"
            "All that was looked at, and why it matters: allocscale doctor --all\n"
            "Next: allocscale run quick --alloc mimalloc\n");
}

TEST(DoctorPage, AllHasEveryCircumstanceWithItsEffect) {
  EXPECT_EQ(
      doctor_circumstances(std::vector{busy, quiet}),
      "! other programs: other programs use 1.5 of 2 CPUs\n    effect: less cache\n    to do: end them first\n"
      "  swap: none\n    effect: a trial that does not fit becomes slow\n    to do: nothing\n"
      "\n1 of 2 circumstances disturb; nothing was changed.\n");
}

}  // namespace
}  // namespace allocscale
