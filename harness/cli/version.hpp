// `allocscale --version`: what this program is, and which allocators it can measure.
#pragma once

#include <string>

#include "harness/base/places.hpp"

namespace allocscale {

/// Four lines: version, commit, compiler, allocators with their versions. A fact that is missing is said to
/// be.
[[nodiscard]] std::string version_text(const Places& places);

}  // namespace allocscale
