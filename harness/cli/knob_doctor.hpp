// `allocscale doctor --alloc A`: which variables of its environment are set, and which does the loaded
// version obey?
#pragma once

#include <string>
#include <vector>

#include "harness/cli/places.hpp"
#include "harness/launch/knob_probe.hpp"

namespace allocscale {

/// Prints what examine_knobs finds of each allocator (a name, or NAME=/path/to/lib.so) in this process's
/// environment, and whether its arms act; changes nothing. Throws RequestError for a name that is none, is
/// not built or is an arm.
void doctor_allocators(const std::vector<std::string>& allocators, const Places& places);

/// Text: name, whether and to what it is set, what each value tried did, what to do. Those that are set are
/// marked with '!'.
[[nodiscard]] std::string render(const KnobFinding& finding, const std::vector<std::string>& known_names);

}  // namespace allocscale
