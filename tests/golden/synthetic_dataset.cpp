#include "tests/golden/synthetic_dataset.hpp"

#include <cmath>

#include "harness/base/shuffle.hpp"
#include "harness/selftest/made_trial.hpp"

namespace allocscale {
namespace {

// What is true of one layout × allocator in the synthetic world.
struct Truth {
  const char* layout;
  const char* allocator;
  double alone_ms;
  double slowdown_two;
  double slowdown_four;
  std::int64_t cold_faults;
  std::int64_t warm_faults;
  double noise;  // of ln T
};

class World {
 public:
  World() {
    dataset_.run.experiment = "quick";
    dataset_.run.question =
        "Do list-heavy processes that share nothing slow each other down, "
        "and does the allocator or the data layout take the slowdown away?";
    dataset_.run.baseline = {"boxed", "glibc"};
    dataset_.run.seed = 20240607;
    dataset_.run.capacity = 2;
    dataset_.run.program = "allocscale 1.2.3, commit 0123abc";
    dataset_.run.command = "allocscale run synthetic --alloc 'mimalloc,jemalloc'";
    dataset_.run.facts.kernels["concat"].question = "t = t + [j], n times: quadratic work.";
    dataset_.run.facts.layouts["boxed"].question = "A heap object for every element.";
    Machine& machine = dataset_.run.machine;
    machine.cpu_model = "Imaginary 9000";
    machine.cpus = 2;
    machine.cores = 2;
    machine.packages = 1;
    machine.numa_nodes = 1;
    machine.memory_bytes = 8LL << 30;
    machine.kernel = "6.1.0-18-amd64";
    machine.libc = "glibc 2.36";
    machine.compiler = "GNU 12.2.0";
    machine.huge_pages = "madvise";
    machine.hypervisor = "KVM";
    dataset_.run.builds = {
        {"glibc", "2.36", "/usr/lib/x86_64-linux-gnu/libc.so.6", "11111111111111111111111111111111",
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
        {"mimalloc", "2.0.9", "/usr/lib/x86_64-linux-gnu/libmimalloc.so.2.0",
         "22222222222222222222222222222222", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"},
        {"jemalloc", "5.3.0", "/usr/lib/x86_64-linux-gnu/libjemalloc.so.2",
         "33333333333333333333333333333333", "cccccccccccccccccccccccccccccccc"},
    };
  }

  std::size_t cell(const std::string& kernel, std::uint64_t size, int iterations, const Truth& truth,
                   int workers) {
    Cell cell = made_cell(truth.layout, truth.allocator, workers, iterations);
    cell.kernel = kernel;
    cell.size = size;
    dataset_.run.cells.push_back(cell);
    return dataset_.run.cells.size() - 1;
  }

  StoredTrial& trial(std::size_t index, int block, const Truth& truth, bool twin = false) {
    const Cell& cell = dataset_.run.cells[index];
    const double slowdown = cell.workers == 1   ? 1
                            : cell.workers == 2 ? truth.slowdown_two
                                                : truth.slowdown_four;
    const double time =
        truth.alone_ms * 1e6 * slowdown * std::exp(0.05 * (block % 7) + truth.noise * noise());
    MadeValues values;
    values.warm_ns = time;
    values.cold_ns = cell.iterations == 1 ? time : 1.8 * time;
    values.warm_faults = truth.warm_faults;
    values.cold_faults = truth.cold_faults;
    return add_trial(dataset_, index, block, made_result(cell, values), twin);
  }

  Dataset& dataset() { return dataset_; }

 private:
  // Near enough to normal: the sum of twelve uniforms (Irwin-Hall), exact on every machine.
  double noise() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += static_cast<double>(random_.next() >> 11) * 0x1p-53;
    return sum;
  }

  SplitMix64 random_{7};
  Dataset dataset_;
};

void add_concat(World& world) {
  const Truth truths[] = {
      {"boxed", "glibc", 412, 1.31, 0, 88'237, 88'100, 0.04},
      {"boxed", "mimalloc", 243, 1.01, 0, 729, 12, 0.02},
      {"boxed", "jemalloc", 245, 1.03, 0, 4'300, 0, 0.09},
      {"contiguous", "glibc", 95, 1.42, 0, 87'900, 87'900, 0.05},
      {"contiguous", "mimalloc", 33, 0.93, 0, 640, 6, 0.02},
      {"contiguous", "jemalloc", 33.2, 1.0, 0, 4'200, 0, 0.02},
  };
  std::vector<std::size_t> cells;
  for (const Truth& truth : truths)
    for (const int workers : {1, 2}) cells.push_back(world.cell("concat", 20'000, 6, truth, workers));
  for (int block = 0; block < 20; ++block) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      StoredTrial& trial = world.trial(cells[i], block, truths[i / 2]);
      if (i == 1 && block % 8 == 3) trial.result.readings[TrialMetric::steal_ns] = 90'000'000;
      if (i == 3 && block == 5) trial.result.workers[1].readings[WorkerMetric::start_skew_ns] = 4'000'000;
      trial.resumed = block == 11;
    }
    for (const std::size_t i : {0U, 1U}) world.trial(cells[i], block, truths[0], true);
  }
}

TrialResult ended(Outcome outcome, const std::string& message) {
  TrialResult result;
  result.outcome = outcome;
  result.message = message;
  return result;
}

void add_copy(World& world) {
  const Truth truths[] = {
      {"boxed", "glibc", 61, 1.08, 2.4, 9'300, 0, 0.03},
      {"boxed", "mimalloc", 60.6, 1.005, 2.02, 9'100, 0, 0.01},
      {"boxed", "jemalloc", 58, 1.04, 2.1, 9'500, 0, 0.03},
      {"boxed", "tcmalloc", 0, 0, 0, 0, 0, 0},
  };
  for (const Truth& truth : truths) {
    const bool wrong = std::string(truth.allocator) == "tcmalloc";
    for (const int workers : {1, 2, 4}) {
      const std::size_t cell = world.cell("copy", 1'000'000, 1, truth, workers);
      for (int block = 0; block < 24; ++block) {
        StoredTrial& trial = world.trial(cell, block, wrong ? truths[0] : truth);
        if (wrong)
          trial.result = ended(Outcome::wrong_allocator,
                               "malloc belongs to /usr/lib/x86_64-linux-gnu/libc.so.6, not to libtcmalloc");
        else if (std::string(truth.allocator) == "jemalloc" && workers == 4)
          trial.result = ended(Outcome::skipped_memory, "needs 9.20 GiB, 7.10 GiB are available");
        else if (std::string(truth.allocator) == "jemalloc" && workers == 2 && block % 9 == 4)
          trial.result = ended(Outcome::failed, "worker 1 was killed by SIGSEGV");
      }
    }
  }
}

void add_sleep(World& world) {
  const Truth truth = {"boxed", "glibc", 100, 1, 0, 60, 2, 0.001};
  for (const int workers : {1, 2}) {
    const std::size_t cell = world.cell("sleep", 1'000, 3, truth, workers);
    for (int block = 0; block < 6; ++block) {
      TrialResult& result = world.trial(cell, block, truth).result;
      for (WorkerResult& worker : result.workers) worker.readings[WorkerMetric::peak_bytes].reset();
    }
  }
}

}  // namespace

Dataset synthetic_dataset() {
  World world;
  add_concat(world);
  add_copy(world);
  add_sleep(world);
  world.dataset().replaced = {{24, BlockStatus::disturbed}};
  world.dataset().stop_checks = {{20, 71, 0.034, 0.02, StopDecision::go_on},
                                 {24, 90, std::nullopt, 0.02, StopDecision::budget}};
  return world.dataset();
}

}  // namespace allocscale
