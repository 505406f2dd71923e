// Does each probe do to the machine what it says, by another witness than its own answer?
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <vector>

#include "kernels/churn.hpp"
#include "kernels/contract/registry.hpp"
#include "kernels/parts/sattolo_cycle.hpp"
#include "kernels/stream_slice.hpp"
#include "tests/contract/page_state.hpp"
#include "tests/contract/task_storage.hpp"

namespace allocscale::kernels {
namespace {

std::uint64_t minor_faults() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_minflt);
}

/// Faults of that many touched pages of a plain anonymous mapping: what the machine charges for them. Not
/// asked under a sanitizer, whose shadow is charged too.
[[maybe_unused]] std::uint64_t faults_of_a_plain_loop(std::uint64_t pages) {
  const auto page_bytes = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  const std::uint64_t before = minor_faults();
  void* memory =
      mmap(nullptr, pages * page_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  madvise(memory, pages * page_bytes, MADV_NOHUGEPAGE);
  for (std::uint64_t i = 0; i < pages; ++i) static_cast<volatile char*>(memory)[i * page_bytes] = 1;
  const std::uint64_t after = minor_faults();
  munmap(memory, pages * page_bytes);
  return after - before;
}

std::uint64_t faults_of_operate(const Binding& fault, std::uint64_t pages) {
  const TaskStorage storage(fault);
  std::memset(storage.get(), 0, fault.bytes);  // present, so that it takes no fault of its own
  fault.create(storage.get(), pages);
  fault.build(storage.get());
  minor_faults();
  const std::uint64_t before = minor_faults();
  fault.operate(storage.get());
  const std::uint64_t after = minor_faults();
  fault.teardown(storage.get());
  return after - before;
}

// A kernel that is short of memory, or ages pages (DAMON), may take a page of the program meanwhile, which
// then faults once more: the least of several rounds is the probe's own.
template <class Count>
std::uint64_t least_of(Count count) {
  std::uint64_t least = count();
  for (int round = 1; round < 5; ++round) least = std::min(least, count());
  return least;
}

TEST(FaultProbe, TakesOneMinorFaultForEachPage) {
  const Binding& fault = *find_binding("fault", "none");
  for (const std::uint64_t pages : {1U, 100U, 10'000U}) {
    const std::uint64_t taken = least_of([&] { return faults_of_operate(fault, pages); });
#ifdef ALLOCSCALE_SANITIZED
    EXPECT_GE(taken, pages);
    EXPECT_LE(taken, pages + pages / 4 + 64) << "shadow memory";
#else
    EXPECT_EQ(taken, pages);
    EXPECT_EQ(taken, least_of([pages] { return faults_of_a_plain_loop(pages); }));
#endif
  }
}

TEST(ChaseProbe, VisitsEveryNodeExactlyOnceAndThenTheFirst) {
  for (const std::uint64_t n : {1U, 2U, 3U, 10U, 1000U, 65'537U}) {
    const auto nodes = std::make_unique<parts::ChaseNode[]>(n);
    parts::link_cycle(nodes.get(), n, n);
    std::vector<int> visits(n);
    const parts::ChaseNode* node = nodes.get();
    for (std::uint64_t i = 0; i < n; ++i) {
      ++visits[static_cast<std::size_t>(node - nodes.get())];
      node = node->next;
    }
    EXPECT_EQ(node, nodes.get()) << n;
    EXPECT_EQ(visits, std::vector<int>(n, 1)) << n;
  }
}

/// Four nodes have six cycles; 6,000 seeds give each about a thousand times (standard deviation 29).
TEST(ChaseProbe, CyclesAreEquallyLikely) {
  std::map<std::array<std::int64_t, 4>, int> cycles;
  std::array<parts::ChaseNode, 4> nodes{};
  for (std::uint64_t seed = 0; seed < 6000; ++seed) {
    parts::link_cycle(nodes.data(), 4, seed);
    std::array<std::int64_t, 4> order{};
    for (std::size_t i = 0; i < 4; ++i) order[i] = nodes[i].next - nodes.data();
    ++cycles[order];
  }
  EXPECT_EQ(cycles.size(), 6U);
  for (const auto& [order, times] : cycles) EXPECT_NEAR(times, 1000, 150);
}

TEST(ChaseProbe, NodesAreACacheLineApart) { EXPECT_EQ(sizeof(parts::ChaseNode), 64U); }

/// Against the arithmetic on std::vector, element by element through the checksum.
TEST(StreamProbes, ComputeWhatVectorsCompute) {
  for (const std::uint64_t n : {1U, 7U, 4096U, 100'003U}) {
    Checksum copied, added;
    std::vector<double> a(n), b(n), c(n);
    for (std::uint64_t i = 0; i < n; ++i) {
      b[i] = static_cast<double>(i);
      c[i] = static_cast<double>(n - i);
    }
    for (std::uint64_t i = 0; i < n; ++i) a[i] = b[i] + 3 * c[i];
    for (std::uint64_t i = 0; i < n; ++i) {
      std::uint64_t bits = 0;
      std::memcpy(&bits, &a[i], sizeof(bits));
      added.add(bits);
      copied.add(i);
    }
    for (const auto& [name, answer] :
         {std::pair{"stream", copied.value()}, std::pair{"triad", added.value()}}) {
      const Binding& probe = *find_binding(name, "none");
      const TaskStorage storage(probe);
      probe.create(storage.get(), n);
      probe.build(storage.get());
      probe.operate(storage.get());
      EXPECT_EQ(probe.checksum(storage.get()), answer) << name << ", n = " << n;
      probe.teardown(storage.get());
    }
  }
}

/// Four slices and 1,000 values that are in none: the fifth call is at the beginning again.
TEST(StreamProbes, SlicesGoRoundTheWholeOfBothBuffers) {
  constexpr std::uint64_t slice = StreamSlice::most_in_slice, n = 4 * slice + 1000;
  StreamSlice::Task<void> task(n);
  task.build();
  for (std::uint64_t call = 0; call < 9; ++call) {
    task.operate();
    EXPECT_EQ(task.begin(), call % 4 * slice);
    EXPECT_EQ(task.checksum(), StreamSlice::expected(n)) << "call " << call;
  }
  task.teardown();
}

/// The published buffers are populated: the loop itself faults on none of its pages.
TEST(StreamProbes, TakeNoFaultWhileTheyRun) {
  for (const char* name : {"stream", "stream-slice", "triad", "chase"}) {
    const Binding& probe = *find_binding(name, "none");
    const TaskStorage storage(probe);
    constexpr std::uint64_t n = 100'000;  // 0.8 MB an array: 196 pages
    probe.create(storage.get(), n);
    probe.build(storage.get());
    minor_faults();
    const std::uint64_t before = minor_faults();
    probe.operate(storage.get());
    EXPECT_LE(minor_faults() - before, 4U) << name << ": code that runs for the first time";
    probe.teardown(storage.get());
  }
}

}  // namespace
}  // namespace allocscale::kernels
