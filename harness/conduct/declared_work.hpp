// What an attribution takes on trust: the work that a kernel declares.
#pragma once

#include "harness/attribution/attribution.hpp"
#include "harness/model/catalog.hpp"

namespace allocscale {

/// What the runners of the catalog, which must outlive it, declare their work to be; nothing of an allocator
/// that has none here.
[[nodiscard]] Hearsay hearsay_of(const Catalog& catalog);

}  // namespace allocscale
