// Offers programs of the user's to an experiment, each as a kernel whose layouts are the program's variants.
#pragma once

#include <string>
#include <vector>

#include "harness/base/places.hpp"
#include "harness/model/catalog.hpp"
#include "harness/model/experiment.hpp"

namespace allocscale {

/// Takes the programs that were chosen and whose needed command fails out of the experiment. Returns a line
/// on each: why. Throws RequestError, with the first of the lines, where nothing is left to run.
std::vector<std::string> leave_out_unmet(Experiment& experiment, const Catalog& catalog);

/// Adds the experiment's programs to every runner of the catalog whose allocator can be preloaded; the others
/// go into `unbuilt` with the reason, and are left out of an experiment that asks for all. Returns the
/// caller's variables that the programs will not see. Throws SetupError where the starter or the witness is
/// missing, and RequestError where a program has the name of a kernel.
std::vector<std::string> offer_programs(Experiment& experiment, Catalog& catalog, const Places& places);

}  // namespace allocscale
