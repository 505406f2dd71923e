// What the self-test measures: planted kernels, a competitor, and twins, each a run of one store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "harness/base/places.hpp"
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

/// Reads the specs <experiments>/selftest/*.toml and the runners <runners>/selftest and plans for each
/// campaign the planted kernels and the competitor, for every third the double doses and the stream too, and
/// once the twins. A shorter length gives the first runs of a longer one. Throws as expand(), and
/// RequestError where a spec is missing.
[[nodiscard]] std::vector<SelftestRun> selftest_runs(SelftestLength length, std::uint64_t seed,
                                                     const Places& places, const Topology& topology);

/// Predicted seconds of all runs together, as if nothing were stored yet.
[[nodiscard]] double predicted_seconds(const std::vector<SelftestRun>& runs);

struct ConductedRun {
  RunId id = 0;
  StopReason stopped = StopReason::complete;
};

/// Opens the run in the store, or continues it, and conducts it on `host`, which answers for the demand of
/// the run's cells, to its end or until the user interrupts it.
[[nodiscard]] ConductedRun conduct_run(const SelftestRun& run, Store& store, const Machine& machine,
                                       TrialHost host);

}  // namespace allocscale
