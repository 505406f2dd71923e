// `allocscale doctor`: what about this machine moves results, and what can be done? With --alloc: which of
// the allocators' environment variables are set, and which does the loaded version obey?
#pragma once

#include <string>
#include <vector>

#include "harness/base/places.hpp"

namespace allocscale {

/// Prints every circumstance of this machine; changes nothing.
void doctor();

/// Prints what examine_knobs finds of each allocator (a name, or NAME=/path/to/lib.so) in this process's
/// environment, and whether its arms act; changes nothing. Throws RequestError for an unknown name, an
/// allocator that is not built and an arm.
void doctor_allocators(const std::vector<std::string>& allocators, const Places& places);

}  // namespace allocscale
