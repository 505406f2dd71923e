// What a run of kernels answers to the question whether anything loses when several workers run at once.
#pragma once

#include <string>

#include "harness/analysis/findings.hpp"

namespace allocscale {

struct ScalingAnswer {
  int rows = 0;       // of tasks, at the number of workers that is judged
  std::string text;   // what is claimed of them; empty: they have too few blocks
  std::string worst;  // the kernel that is shown to lose most; empty: none is shown to lose
};

/// Where most rows were busy, nothing is claimed; where some were, nothing of these.
[[nodiscard]] ScalingAnswer scaling_answer(const Findings& findings);

}  // namespace allocscale
