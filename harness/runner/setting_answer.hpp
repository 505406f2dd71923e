// Does the allocator have a setting of its environment in force? Some can be asked.
#pragma once

#include "harness/runner/options.hpp"

namespace allocscale::runner {

/// `--setting NAME=VALUE`: prints one line with what the allocator says, `in_force` 1 or 0, and without that
/// field where it does not tell. Returns the exit status. The allocator is proven first.
[[nodiscard]] int answer_setting(const Options& options);

}  // namespace allocscale::runner
