// Which cells does an experiment mean on this machine?
#pragma once

#include "harness/model/catalog.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/topology.hpp"
#include "harness/plan/plan.hpp"

namespace allocscale {

/// Every supported combination of the experiment's levels. Kernels that run under one layout only, such as
/// the controls, have that layout, whatever layouts are asked for; the baseline's cells are added where they
/// are missing, and so are those of one worker. Deterministic.
///
/// Throws RequestError naming where the level was given: an unknown kernel, layout or allocator (with the
/// nearest name), a size above the kernel's largest, a warm estimand with one iteration, nothing left to run.
/// Throws SetupError when the catalog has no runner.
[[nodiscard]] Plan expand(const Experiment& experiment, const Catalog& catalog, const Topology& topology);

}  // namespace allocscale
