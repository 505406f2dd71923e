// The files that say what a program of the user's does: its executable, and the scripts in its words. They
// are part of a run's identity, so that a script that was edited begins a new run.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/program.hpp"

namespace allocscale {

/// Where an executable of that name is found: in the folders of `path` ("/usr/bin:/bin"), or, where the name
/// has a slash, from `directory` on. Absent where there is none.
[[nodiscard]] std::optional<std::filesystem::path> find_executable(const std::string& name,
                                                                   const std::string& path,
                                                                   const std::filesystem::path& directory);

/// One line for each file: the word that names it, and its hash. The file of the first word, and of the other
/// words each that names a regular file which is code: an ELF file, one that begins with "#!", or one that is
/// named like a script (.py, .sh, …). Data is left out: a program may write what it is given.
/// `path` is the caller's PATH.
[[nodiscard]] std::vector<std::string> source_lines(const Program& program, const std::string& path);

}  // namespace allocscale
