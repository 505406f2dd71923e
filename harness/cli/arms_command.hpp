// `allocscale arms`: where each allocator gives memory back, by default and under its policy arms.
#pragma once

#include <string>
#include <vector>

#include "harness/base/places.hpp"

namespace allocscale {

/// Prints a Markdown table: page faults of one warm round that allocates, fills and frees, by size.
/// `allocators`: names or NAME=/path/to/lib.so; all when empty. Throws RequestError for an unknown name and
/// for an arm. Waits for whoever measures on this machine, unless it shares it; throws Interrupted as
/// lock_machine() does.
void print_arms(const std::vector<std::string>& allocators, bool share_machine, const Places& places);

}  // namespace allocscale
