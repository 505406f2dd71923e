// Where the harness finds what belongs to it, in a build tree and installed alike.
#pragma once

#include <filesystem>
#include <vector>

namespace allocscale {

struct Places {
  std::filesystem::path runners;                   // <prefix>/libexec/allocscale
  std::filesystem::path preloads;                  // <prefix>/lib/allocscale: libraries for any program
  std::vector<std::filesystem::path> experiments;  // <prefix>/share/allocscale/experiments
};

/// Relative to the running program, <prefix>/bin/allocscale; ALLOCSCALE_RUNNERS and ALLOCSCALE_EXPERIMENTS
/// name other folders, unless they are empty, the latter in front of the standard one. Throws SetupError when
/// the program cannot find itself.
[[nodiscard]] Places find_places();

}  // namespace allocscale
