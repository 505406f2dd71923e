// What was submitted into a folder, as a file in it tells.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace allocscale {

struct Submitted {
  std::string experiment;
  int shards = 1;
  int replicas = 1;
  std::int64_t job = 0;    // the array
  std::int64_t merge = 0;  // the job that merges; 0: there is none

  friend bool operator==(const Submitted&, const Submitted&) = default;
};

/// Writes the file. Throws SetupError.
void write_submitted(const std::filesystem::path& folder, const Submitted& submitted);

/// Nothing where the folder has no such file. Throws RequestError where it is damaged.
[[nodiscard]] std::optional<Submitted> read_submitted(const std::filesystem::path& folder);

/// The copies of shards' stores in a folder, in the order of their numbers.
[[nodiscard]] std::vector<std::filesystem::path> shard_stores(const std::filesystem::path& folder);

}  // namespace allocscale
