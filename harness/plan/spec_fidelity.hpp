// The tables [[fidelity]] of a spec: kernels that are held against commands of the same experiment.
#pragma once

#include <string>

#include "harness/model/experiment.hpp"
#include "harness/plan/spec_document.hpp"

namespace allocscale {

/// The pair in one table. `experiment` holds the spec's commands, and of its kernels the names, layouts and
/// sizes. Where these are "all" or words, their names and numbers are checked later, see check_names().
/// Throws RequestError "FILE:LINE:COLUMN: …" at a wrong key or value, and at a name or a size that the
/// experiment does not have, with the nearest that it has.
[[nodiscard]] FidelityPair read_fidelity(const std::string& file, const SpecValue& value,
                                         Experiment& experiment);

}  // namespace allocscale
