// The work that kernels declare, for the attribution.
#pragma once

#include "harness/attribution/attribution.hpp"
#include "harness/model/catalog.hpp"

namespace allocscale {

/// What the runners of the catalog, which must outlive it, declare their work to be; nothing of an allocator
/// that has none here.
[[nodiscard]] AskWork declared_work_of(const Catalog& catalog);

}  // namespace allocscale
