// Where the harness finds what belongs to it, in a build tree and installed alike.
#pragma once

#include <filesystem>
#include <vector>

namespace allocscale {

struct Places {
  std::filesystem::path runners;                   // <prefix>/libexec/allocscale
  std::filesystem::path preloads;                  // <prefix>/lib/allocscale: libraries for any program
  std::vector<std::filesystem::path> experiments;  // <prefix>/share/allocscale/experiments
  std::filesystem::path commit;                    // <prefix>/share/allocscale/commit: a file
};

/// Relative to the running program, <prefix>/bin/allocscale; ALLOCSCALE_RUNNERS and ALLOCSCALE_EXPERIMENTS
/// name other folders, unless they are empty, the latter in front of the standard one. Throws SetupError when
/// the program cannot find itself.
[[nodiscard]] Places find_places();

/// The store of a command that names none: results/allocscale.db in the current folder where that is there,
/// and of a program in its build tree. Of an installed one $XDG_DATA_HOME/allocscale/allocscale.db, by
/// default in
/// ~/.local/share (XDG Base Directory Specification 0.8), so that it can be called in any folder.
[[nodiscard]] std::filesystem::path default_store();

}  // namespace allocscale
