// `allocscale selftest`: is the instrument right? It measures causes that are known: simulated, and planted
// in kernels.
#pragma once

#include <cstdint>
#include <filesystem>

#include "harness/selftest/campaigns.hpp"

namespace allocscale {

struct SelftestRequest {
  SelftestLength length = SelftestLength::usual;
  std::filesystem::path store = "selftest.sqlite3";
  std::uint64_t seed = 1;
  bool share_machine = false;  // measure beside other harnesses, and flag every trial
};

/// Says how long it takes, runs what the store lacks, and prints each result beside what it must be. Returns
/// the exit status: 0, 1 where a result is not what it must be, 130 when it was interrupted. The same request
/// then continues. Throws RequestError where the store holds runs of another experiment.
[[nodiscard]] int selftest(const SelftestRequest& request, const Places& places);

}  // namespace allocscale
