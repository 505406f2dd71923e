// `allocscale selftest`: is the instrument right? Truth that is simulated, and truth that is planted.
#pragma once

#include <cstdint>
#include <filesystem>

#include "harness/selftest/campaigns.hpp"

namespace allocscale {

struct SelftestRequest {
  SelftestLength length = SelftestLength::usual;
  std::filesystem::path store = "selftest.sqlite3";
  std::uint64_t seed = 1;
};

/// Says what it will take, runs what the store lacks, and prints every line with what it must be. Returns the
/// exit status: 0, 1 where a line is not what it must be, 130 when it was interrupted: the same request
/// continues.
[[nodiscard]] int selftest(const SelftestRequest& request, const Places& places);

}  // namespace allocscale
