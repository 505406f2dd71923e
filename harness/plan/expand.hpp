// Turns an experiment into a plan: the cells that it has on this machine.
#pragma once

#include "harness/model/catalog.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/topology.hpp"
#include "harness/plan/plan.hpp"

namespace allocscale {

/// Every supported combination of the experiment's levels. A kernel that runs under one layout only, such as
/// a control, has that layout, whatever layouts are asked for. The cells of the baseline, and those of one
/// worker, are added where they are missing. Equal arguments give equal plans.
///
/// Throws RequestError, which names the place where the level was given: at an unknown kernel, layout or
/// allocator (with the nearest name), at a size above the kernel's largest, at one iteration under the
/// settled estimand, and when nothing is left to run. Throws SetupError when the catalog has no runner.
[[nodiscard]] Plan expand(const Experiment& experiment, const Catalog& catalog, const Topology& topology);

}  // namespace allocscale
