// Orders for the misbehaving runner.
#pragma once

#include <string>

#include "harness/launch/worker_environment.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

inline TrialOrder misbehaving_order(const std::string& kernel, const std::string& layout = "second",
                                    int workers = 2) {
  TrialOrder order;
  order.cell.kernel = kernel;
  order.cell.layout = layout;
  order.cell.allocator = "misbehaving";
  order.cell.size = 1000;
  order.cell.workers = workers;
  order.cell.iterations = 2;
  order.runner_path = MISBEHAVING_RUNNER;
  order.environment = scrubbed_environment();
  order.deadline_seconds = 120;
  return order;
}

}  // namespace allocscale
