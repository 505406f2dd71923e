// A catalog, topologies and an experiment, small enough to expand by hand.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "harness/base/error.hpp"
#include "harness/model/catalog.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/topology.hpp"
#include "tests/unit/plan/holes.hpp"

namespace allocscale {

/// glibc and mimalloc have runners; jemalloc has none. concat and copy run under boxed and contiguous, dict
/// under boxed only, compute and sleep under none.
[[nodiscard]] Catalog sample_catalog();

/// concat × boxed, contiguous × glibc, mimalloc × small × 1, max; baseline boxed glibc; settled.
[[nodiscard]] Experiment sample_experiment();

/// `cores` per NUMA node, cores numbered through; the kernel's numbers of the second siblings follow those of
/// all the first, as on most machines.
[[nodiscard]] Topology sample_topology(int packages, int nodes, int cores, int siblings);

/// The text of the RequestError that `action` throws, which must have no hole. "no RequestError" when it
/// throws none.
template <class Action>
std::string request_error(Action&& action) {
  try {
    action();
  } catch (const RequestError& error) {
    EXPECT_FALSE(has_hole(error.what())) << error.what();
    return error.what();
  }
  return "no RequestError";
}

}  // namespace allocscale
