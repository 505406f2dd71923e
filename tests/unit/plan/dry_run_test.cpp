// What --dry-run prints, to the letter.
#include "harness/plan/dry_run.hpp"

#include <gtest/gtest.h>

#include "harness/plan/expand.hpp"
#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

DryRun sample_run(Experiment experiment, std::int64_t available) {
  const Topology topology = sample_topology(1, 1, 2, 1);
  const Plan plan = expand(experiment, sample_catalog(), topology);
  const std::vector<Prediction> predictions = predict(plan, topology, sample_catalog(), [](const Cell& cell) {
    return Demand{cell.layout == "boxed" ? 100'000'000 : 25'000'000, cell.layout == "boxed" ? 0.12 : 0.02};
  });
  return dry_run(experiment, plan, shape_block(plan, predictions), predictions, available);
}

TEST(DryRun, CellsAndTotals) {
  Experiment experiment = sample_experiment();
  experiment.budget_seconds = 30;
  EXPECT_EQ(render(sample_run(experiment, 1'000'000'000)),
            R"(sample: 8 cells, 10 trials a block, 20 blocks: 200 trials of 4 iterations

kernel  layout      allocator    size  workers  trials  a trial    memory
concat  boxed       glibc      10,000        1       2   500 ms  95.4 MiB
concat  boxed       glibc      10,000        2       2   500 ms   191 MiB
concat  boxed       mimalloc   10,000        1       1   500 ms  95.4 MiB
concat  boxed       mimalloc   10,000        2       1   500 ms   191 MiB
concat  contiguous  glibc      10,000        1       1   100 ms  23.8 MiB
concat  contiguous  glibc      10,000        2       1   100 ms  47.7 MiB
concat  contiguous  mimalloc   10,000        1       1   100 ms  23.8 MiB
concat  contiguous  mimalloc   10,000        2       1   100 ms  47.7 MiB

about 1 min 8 s (3 s a block), at most 191 MiB at once; nothing was run
the budget of 30 s ends it earlier, after about 9 blocks
)");
}

TEST(DryRun, SkippedCellsCostNothingAndSayWhy) {
  Experiment experiment = sample_experiment();
  experiment.layouts = {"boxed"};
  experiment.allocators = {"glibc", "jemalloc"};
  experiment.blocks = 1;
  const DryRun run = sample_run(experiment, 200'000'000);
  EXPECT_EQ(trials_per_block(run), 2);
  EXPECT_DOUBLE_EQ(seconds_per_block(run), 1.0);
  EXPECT_EQ(render(run),
            R"(sample: 4 cells, 2 trials a block, 1 block: 2 trials of 4 iterations

kernel  layout  allocator    size  workers  trials  a trial    memory
concat  boxed   glibc      10,000        1       2   500 ms  95.4 MiB
concat  boxed   glibc      10,000        2       2   500 ms   191 MiB  skipped: memory
concat  boxed   jemalloc   10,000        1       1        -         -  skipped: allocator
concat  boxed   jemalloc   10,000        2       1        -         -  skipped: allocator

note: jemalloc will be skipped: libjemalloc-dev is not installed
note: concat of 10,000 with boxed glibc: 2 workers would need 191 MiB, more than 90 % of the 191 MiB available
about 1 s (1 s a block), at most 95.4 MiB at once; nothing was run
)");
}

}  // namespace
}  // namespace allocscale
