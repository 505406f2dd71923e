// What the catalog's runners answer when they are asked for the demand of a cell. An answer costs a process,
// so each question is asked once.
#pragma once

#include "harness/attribution/attribution.hpp"
#include "harness/model/catalog.hpp"
#include "harness/plan/predict.hpp"
#include "harness/store/store.hpp"

namespace allocscale {

/// Asks the cell's runner, which must be in the catalog, and keeps the answer; cells that are asked for with
/// equal words share one. Copies of the result share the answers. The catalog must outlive it. Throws as
/// ask_demand.
[[nodiscard]] AskDemand remembered_demand(const Catalog& catalog);

/// What `ask` answers, with the memory that the store has measured of the same task, if it has: the largest
/// peak of a worker in the plan's cells that differ in workers only, by the same build of the allocator, and
/// a twentieth more, since peaks differ from launch to launch. Fewer than five trials may have missed the
/// largest: then the larger of what was measured and what `ask` answers. Workers that are threads have no
/// peak of their own. Reads the store at once, and throws as it does.
[[nodiscard]] AskDemand with_measured_peaks(AskDemand ask, const Plan& plan, const Catalog& catalog,
                                            Store& store);

/// The work that the cell's runner declares in its demand; nothing of a program, and where the catalog has no
/// such runner or kernel. The catalog must outlive it. Throws as ask_demand, and as why_missing.
[[nodiscard]] AskWork declared_work_of(const Catalog& catalog);

}  // namespace allocscale
