// `allocscale arms`: where each allocator gives memory back, by default and under its policy arms.
#pragma once

#include <string>
#include <vector>

#include "harness/base/places.hpp"

namespace allocscale {

/// Prints a Markdown table: page faults of one warm round that allocates, fills and frees, by size.
/// `allocators`: names or NAME=/path/to/lib.so; all when empty. Throws RequestError for an unknown name and
/// for an arm.
void print_arms(const std::vector<std::string>& allocators, const Places& places);

}  // namespace allocscale
