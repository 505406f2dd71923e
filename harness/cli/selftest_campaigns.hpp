// What the self-test measures: planted kernels, a competitor, and twins, each a run of one store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "harness/cli/places.hpp"
#include "harness/conduct/conduct.hpp"
#include "harness/model/machine.hpp"

namespace allocscale {

enum class SelftestLength {
  quick,  // one campaign of three planted kernels, for the test suite
  usual,  // three campaigns
  full,   // twenty
};

/// One run of the store.
struct SelftestRun {
  Campaign campaign;
  std::uint64_t seed = 1;
  bool competitor = false;  // a process competes for the first worker's CPU while more than one worker runs
  bool planted = false;     // it has planted causes to be named
};

/// Of the specs <experiments>/selftest/*.toml and the runners <runners>/selftest, on this machine: for each
/// campaign the planted kernels and the competitor, at every third the double doses and the stream too, and
/// once the twins. The runs of a shorter length are the
/// first of a longer one. Throws as expand(), and RequestError where a spec is missing.
[[nodiscard]] std::vector<SelftestRun> selftest_runs(SelftestLength length, std::uint64_t seed,
                                                     const Places& places, const Topology& topology);

/// Of all runs, as if nothing were stored yet.
[[nodiscard]] double predicted_seconds(const std::vector<SelftestRun>& runs);

/// Opens the run in the store, or continues it, and conducts it to its end or to the user's interruption.
struct ConductedRun {
  RunId id = 0;
  Ending ending = Ending::complete;
};
[[nodiscard]] ConductedRun conduct_run(const SelftestRun& run, Store& store, const Machine& machine);

}  // namespace allocscale
