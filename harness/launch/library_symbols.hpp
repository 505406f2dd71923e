// Is this library an allocator? Read from its file, before any program is started with it: its dynamic
// symbols say which functions it would take over (elf(5)).
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

namespace allocscale {

/// The names of the functions that a shared library of this machine defines for other objects, found as ld.so
/// finds them: by its dynamic segment. Absent where the file is no such library or is damaged: no offset or
/// count in it is trusted.
[[nodiscard]] std::optional<std::set<std::string>> exported_functions(const std::filesystem::path& library);

/// Why the library is no allocator, in words that follow its name: "defines no malloc", "defines malloc but
/// not free, …: half an allocator"; empty when it is one.
[[nodiscard]] std::string allocator_refusal(const std::filesystem::path& library);

}  // namespace allocscale
