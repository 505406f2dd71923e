// `allocscale describe`: one part explained in full, or the line that runs one worker of a cell by hand.
#pragma once

#include <string>
#include <vector>

#include "harness/base/places.hpp"
#include "harness/cli/parts.hpp"

namespace allocscale {

/// One word without '=' is a name: prints every kernel, layout, allocator, factor, experiment, metric,
/// quality flag, output format and command that has it. Several words, or any with '=', are a cell. With
/// `command`: prints only the shell line of the cell's first worker. `commands` are those of the program.
/// Throws RequestError, with the nearest name, when there is no such thing.
void describe(const std::vector<std::string>& words, bool command, const Places& places,
              const std::vector<Part>& commands);

}  // namespace allocscale
