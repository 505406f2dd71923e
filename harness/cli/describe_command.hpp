// `allocscale describe`: one part explained in full, or the line that runs one worker of a cell by hand.
#pragma once

#include <string>
#include <vector>

#include "harness/base/places.hpp"

namespace allocscale {

/// One word without '=': a kernel, layout, allocator, factor, experiment, metric, quality flag or output
/// format; of all kinds that have the name. Several words, or any with '=': a cell. With `command`: only the
/// shell line of its first worker. Throws RequestError, with the nearest name, when there is no such thing.
void describe(const std::vector<std::string>& words, bool command, const Places& places);

}  // namespace allocscale
