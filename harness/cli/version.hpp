// `allocscale --version`: what this program is, and which allocators it can measure.
#pragma once

#include <string>

#include "harness/base/places.hpp"

namespace allocscale {

/// "allocscale 1.2.0, commit 0123abc": what is stored with a run.
[[nodiscard]] std::string version_line(const Places& places);

/// Four lines: version, commit, compiler, allocators with their versions. A fact that is missing is said to
/// be.
[[nodiscard]] std::string version_text(const Places& places);

}  // namespace allocscale
