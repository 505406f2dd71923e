// Makes runners of the allocators that a user names by NAME=/path/to/lib.so, a library to preload, or by
// NAME:arm, a policy arm, which is proven first, or by NAME=ALLOCATOR+VARIABLE=VALUE, one under variables.
#pragma once

#include <string>
#include <vector>

#include "harness/launch/arm_proof.hpp"
#include "harness/launch/knob_probe.hpp"
#include "harness/model/catalog.hpp"
#include "harness/model/experiment.hpp"

namespace allocscale {

/// Puts a runner into the catalog for every level of these forms, the baseline's included, and leaves plain
/// names in the experiment. An arm that the allocator does not have, or that does not act on this version,
/// goes into `unbuilt` with the reason. Throws RequestError saying where the level was given: a file that
/// cannot be preloaded, a name that is taken or is none, an arm that there is not.
void prepare_allocators(Experiment& experiment, Catalog& catalog, ArmProver& prover);

/// The same for one level, given at `source`; a plain name is left as it is. "NAME:arm=/path/to/lib.so" is an
/// arm of the library.
void prepare_allocator(const std::string& source, std::string& level, Catalog& catalog, ArmProver& prover);

/// One line for each variable of the experiment's levels that its allocator is not seen to obey. Each is
/// tried once.
[[nodiscard]] std::vector<std::string> doubted_variables(const Experiment& experiment, const Catalog& catalog,
                                                         const KnobWitnesses& witnesses);

/// The names of the allocators that `asked` of a command's --alloc stands for, every one when it is empty,
/// where a name is known when a run would know it. Libraries and arms are prepared as above.
[[nodiscard]] std::vector<std::string> name_allocators(const std::vector<std::string>& asked,
                                                       const std::string& command, Catalog& catalog,
                                                       ArmProver& prover);

}  // namespace allocscale
