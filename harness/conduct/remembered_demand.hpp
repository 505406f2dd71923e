// The demand of a cell, asked of its runner once: the answer costs a process.
#pragma once

#include "harness/model/catalog.hpp"
#include "harness/plan/predict.hpp"

namespace allocscale {

/// Asks the cell's runner, which must be in the catalog, and keeps the answer by what was asked; copies share
/// what they know. The catalog must outlive it.
[[nodiscard]] AskDemand remembering(const Catalog& catalog);

}  // namespace allocscale
