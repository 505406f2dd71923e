// Which allocator's code is it, when a library was preloaded? A library that has a known allocator's own
// function is that allocator, in whatever version: it gets its version, statistics and policy arms.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "allocators/contract/declaration.hpp"

namespace allocscale::allocators {

/// Every allocator of this build that declares a symbol, ordered by name. Generated.
[[nodiscard]] std::span<const Declaration* const> families();

/// What is declared of the process as it was started, with every owner filled in: this program's own
/// declaration, or, with a preloaded `owner`, a declaration of that owner alone. Calls no allocation
/// function.
[[nodiscard]] Declaration declared_for(std::string_view owner);

/// Whether the program of this declaration links no allocator: its malloc is the C library's, and a library
/// that is preloaded takes its place.
[[nodiscard]] bool links_none(const Declaration& declared);

/// The family of the code that owns malloc: this program's allocator, or, with a preloaded `owner`, the one
/// whose symbol lies in the library, or in one that the library came with. nullptr when it is none that is
/// known. May allocate.
[[nodiscard]] const Declaration* loaded_family(std::string_view owner);

/// The version of that code, or "unknown". May allocate.
[[nodiscard]] const char* loaded_version(std::string_view owner);

/// The statistics of that code; all absent where it has none. May allocate.
[[nodiscard]] Statistics loaded_statistics(std::string_view owner);

/// What that code says of a setting (Declaration::has_setting). May allocate.
[[nodiscard]] std::optional<bool> loaded_setting(std::string_view owner, std::string_view setting);

}  // namespace allocscale::allocators
