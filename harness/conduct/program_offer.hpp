// Offers a program of the user's to an experiment, as a kernel whose layouts are the program's variants.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/model/catalog.hpp"
#include "harness/model/experiment.hpp"

namespace allocscale {

/// Adds the experiment's program to every runner of the catalog whose allocator can be preloaded; the others
/// go into `unbuilt` with the reason, and are left out of an experiment that asks for all. Returns the
/// caller's variables that the program will not see. Throws SetupError where the starter is missing.
std::vector<std::string> offer_program(Experiment& experiment, Catalog& catalog,
                                       const std::filesystem::path& runners);

}  // namespace allocscale
