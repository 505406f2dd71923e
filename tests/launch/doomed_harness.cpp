// A harness that is to be killed in the middle of a trial: it says "released" when its workers run.
//   doomed_harness RUNNER PIDS_FILE WORKERS
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "harness/launch/launch_trial.hpp"
#include "harness/launch/worker_environment.hpp"

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  allocscale::TrialOrder order;
  order.runner_path = argv[1];
  order.cell.kernel = "hang-running";
  order.cell.layout = "every";
  order.cell.allocator = "misbehaving";
  order.cell.workers = std::atoi(argv[3]);
  order.environment = allocscale::scrubbed_environment();
  order.environment.push_back(std::string("MISBEHAVING_PIDS=") + argv[2]);
  order.deadline_seconds = 600;
  const auto say = [] {
    std::puts("released");
    std::fflush(stdout);
  };
  (void)allocscale::launch_trial(order, {.released = say});
}
