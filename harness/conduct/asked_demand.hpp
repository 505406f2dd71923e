// What the catalog's runners answer when they are asked for the demand of a cell. An answer costs a process,
// so each question is asked once.
#pragma once

#include "harness/attribution/attribution.hpp"
#include "harness/model/catalog.hpp"
#include "harness/plan/predict.hpp"

namespace allocscale {

/// Asks the cell's runner, which must be in the catalog, and keeps the answer; cells that are asked for with
/// equal words share one. Copies of the result share the answers. The catalog must outlive it. Throws as
/// ask_demand.
[[nodiscard]] AskDemand remembered_demand(const Catalog& catalog);

/// The work that the cell's runner declares in its demand; nothing where the catalog has no such runner or
/// kernel. The catalog must outlive it. Throws as ask_demand, and as why_missing.
[[nodiscard]] AskWork declared_work_of(const Catalog& catalog);

}  // namespace allocscale
