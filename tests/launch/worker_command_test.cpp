// The arguments of a worker, word by word.
#include "harness/launch/worker_command.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace allocscale {
namespace {

using Words = std::vector<std::string>;

TrialOrder some_order() {
  TrialOrder order;
  order.runner_path = "/x/runner-a";
  order.cell.kernel = "concat";
  order.cell.layout = "boxed";
  order.cell.size = 40'000;
  order.cell.iterations = 3;
  order.cpus = {5, 7};
  return order;
}

TEST(WorkerCommandTest, ArgumentsAreTheRunnersOptions) {
  EXPECT_EQ(
      worker_arguments(some_order(), 1, Seat{3, 99}),
      (Words{"/x/runner-a", "--kernel", "concat", "--layout", "boxed", "--size", "40000", "--iterations", "3",
             "--cpu", "7", "--rendezvous", "3", "--worker", "1", "--parent", "99"}));
}

TEST(WorkerCommandTest, APairedTrialIsToldSoWithItsSeat) {
  TrialOrder order = some_order();
  order.pairs = PairOrder::together_first;
  const Words words = worker_arguments(order, 1, Seat{3, 99});
  EXPECT_EQ((Words{words.end() - 4, words.end()}), (Words{"--parent", "99", "--paired", "together-first"}));
  EXPECT_EQ(worker_arguments(order, 1), worker_arguments(some_order(), 1)) << "alone it waits for nobody";
}

TEST(WorkerCommandTest, EventsAreGivenByTheirCodes) {
  TrialOrder order = some_order();
  order.asked_events = {
      {.config = 0x3c}, {PERF_TYPE_HW_CACHE, 0x10002}, {.config = 0x1b7, .config1 = 0x10001}};
  const Words words = worker_arguments(order, 0);
  EXPECT_EQ((Words{words.end() - 4, words.end()}),
            (Words{"--events", "r3c,3:10002,4:1b7:10001", "--cpu", "5"}));
}

TEST(WorkerCommandTest, OneRunnerIsToldOfAllItsWorkers) {
  TrialOrder order = some_order();
  order.cell.workers = 2;
  order.cell.start = StartMethod::fork;
  order.cell.huge_pages = HugePages::never;
  order.cell.history = History::raised;
  order.numa_nodes = {0, 3};
  EXPECT_EQ(worker_arguments(order, 0, Seat{3, 99}),
            (Words{"/x/runner-a", "--kernel",     "concat", "--layout",     "boxed",  "--size",
                   "40000",       "--iterations", "3",      "--start",      "fork",   "--workers",
                   "2",           "--huge-pages", "never",  "--history",    "raised", "--interleave",
                   "0,3",         "--cpus",       "5,7",    "--rendezvous", "3",      "--parent",
                   "99"}));
  EXPECT_EQ(processes_of(order.cell), 1);
  order.cell.start = StartMethod::exec;
  EXPECT_EQ(processes_of(order.cell), 2);
}

TEST(WorkerCommandTest, AHistoryIsToldByItsName) {
  Cell cell;
  EXPECT_EQ(history_words(cell), Words{});
  cell.history = History::littered;
  EXPECT_EQ(history_words(cell), (Words{"--history", "littered"}));
}

TEST(WorkerCommandTest, WithoutASeatOrCpusNothingIsSaidOfThem) {
  TrialOrder order = some_order();
  order.cpus.clear();
  EXPECT_EQ(worker_arguments(order, 1), (Words{"/x/runner-a", "--kernel", "concat", "--layout", "boxed",
                                               "--size", "40000", "--iterations", "3"}));
}

}  // namespace
}  // namespace allocscale
