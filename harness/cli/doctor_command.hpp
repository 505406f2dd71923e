// `allocscale doctor`: what about this machine will move results, and what to do about it. With --alloc
// instead: which variables of an allocator's environment are set, and which does the loaded version obey?
#pragma once

#include <string>
#include <vector>

#include "harness/base/places.hpp"

namespace allocscale {

/// Prints every circumstance of this machine; changes nothing.
void doctor();

/// Prints what examine_knobs finds of each allocator (a name, or NAME=/path/to/lib.so) in this process's
/// environment, and whether its arms act; changes nothing. Throws RequestError for a name that is none, is
/// not built or is an arm.
void doctor_allocators(const std::vector<std::string>& allocators, const Places& places);

}  // namespace allocscale
