// The runs that the self-test measures: planted kernels, a competitor, and twins. All are stored in one
// store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "harness/base/places.hpp"
#include "harness/conduct/conduct.hpp"
#include "harness/model/machine.hpp"

namespace allocscale {

/// How much the self-test measures.
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

/// Plans the runs from the specs <experiments>/selftest/*.toml and the runners <runners>/selftest. Each
/// campaign has the planted kernels and the competitor; every third also has the double doses and the stream.
/// The twins run once. A shorter length has the first runs of a longer one. Throws as expand(), and
/// RequestError where a spec is missing.
[[nodiscard]] std::vector<SelftestRun> selftest_runs(SelftestLength length, std::uint64_t seed,
                                                     const Places& places, const Topology& topology);

/// The predicted seconds of all runs together when nothing is stored yet.
[[nodiscard]] double predicted_seconds(const std::vector<SelftestRun>& runs);

/// A run in the store, and why it stopped.
struct ConductedRun {
  RunId id = 0;
  StopReason stopped = StopReason::complete;
};

/// Opens the run in the store, or continues it, and conducts it on `host` to its end or until the user
/// interrupts it. The demand of the run's cells is asked of `host`.
[[nodiscard]] ConductedRun conduct_run(const SelftestRun& run, Store& store, const Machine& machine,
                                       TrialHost host);

}  // namespace allocscale
