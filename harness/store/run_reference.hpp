// A run as a user names it: by its number, by its store, or both; and of it perhaps one allocator.
#pragma once

#include <filesystem>
#include <string>

#include "harness/store/wanted_run.hpp"

namespace allocscale {

struct RunReference {
  std::filesystem::path store;
  WantedRun wanted = {};       // without a number: the newest run of the store
  std::string allocator = {};  // empty: all
};

/// Reads "3" (of the store that is not named), "other.db", "other.db:3", each perhaps with "@glibc:retain"
/// behind. Throws RequestError where it is neither a number nor names a file that is there.
[[nodiscard]] RunReference parse_run_reference(const std::string& text, const std::filesystem::path& store);

}  // namespace allocscale
