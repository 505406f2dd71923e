// Does a message have a hole, where a word should stand?
#pragma once

#include <string>

namespace allocscale {

/// Whether the text is empty, begins or ends with a space, ends where something was to follow, or has marks
/// with nothing between them: "with , cannot be run: ". What stands in quotes is what somebody typed, which
/// may be empty.
[[nodiscard]] bool has_hole(const std::string& message);

}  // namespace allocscale
