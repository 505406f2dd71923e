// `allocscale list`: the kernels, allocators, … of this build, a line each.
#pragma once

#include <string>
#include <vector>

#include "harness/base/places.hpp"

namespace allocscale {

/// What can be listed: kernels, layouts, allocators, factors, experiments, metrics, formats, events.
[[nodiscard]] const std::vector<std::string>& listable();

/// Prints a line for each thing of the kind `what`, which must be listable: its name, then what it is. Only
/// lines that have the text `pattern`, in any case; where there is none, says so and throws nothing.
void list(const std::string& what, const std::string& pattern, const Places& places);

}  // namespace allocscale
