// How a program is put under each allocator that this build has.
#pragma once

#include "harness/launch/discovery.hpp"
#include "harness/report/program_answer.hpp"

namespace allocscale {

/// The variables for an allocator of the catalog, as they stand before a command; empty for another.
[[nodiscard]] EnvironmentOf environments(Catalog catalog);

}  // namespace allocscale
