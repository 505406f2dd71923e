// What do layouts change in the requests that the allocator sees: nothing, their order, or which there are?
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "kernels/batches.hpp"
#include "kernels/churn.hpp"
#include "kernels/contract/registry.hpp"
#include "kernels/messages.hpp"
#include "kernels/pause.hpp"
#include "tests/contract/allocation_log.hpp"
#include "tests/contract/rehearsed.hpp"
#include "tests/contract/task_storage.hpp"

namespace allocscale::kernels {
namespace {

using Kind = AllocationEvent::Kind;

/// Runs one iteration; its events are in the log.
void log_iteration(const Binding& binding, std::uint64_t n) {
  const TaskStorage storage(binding);
  const Rehearsed rehearsed(binding, n);
  binding.create(storage.get(), n);
  AllocationLog::start();
  binding.build(storage.get());
  binding.operate(storage.get());
  binding.teardown(storage.get());
  AllocationLog::stop();
}

using Request = std::pair<Kind, std::size_t>;

std::vector<Request> requests(const Binding& binding, std::uint64_t n) {
  log_iteration(binding, n);
  std::vector<Request> found;
  for (const AllocationEvent& event : AllocationLog::events()) found.emplace_back(event.kind, event.bytes);
  return found;
}

std::vector<Request> requests(std::string_view kernel, std::string_view layout, std::uint64_t n) {
  return requests(*find_binding(kernel, layout), n);
}

bool runs(std::string_view kernel, std::string_view layout) {
  return find_binding(kernel, layout)->unsupported.empty();
}

template <class Check>
void for_each_list_kernel_under(std::string_view layout, const Check& check) {
  int kernels = 0;
  for (const KernelBindings bindings : all_kernels()) {
    const std::string_view kernel = bindings.front().kernel->name;
    if (bindings.front().kernel->kind != KernelKind::list || !runs(kernel, layout)) continue;
    SCOPED_TRACE(testing::Message() << kernel << "/" << layout);
    check(kernel);
    ++kernels;
  }
  EXPECT_GE(kernels, 6);
}

/// Call by call: the suspect that these layouts take away is not the allocator's work.
TEST(Requests, OfImmortalAndGhostAreThoseOfBoxed) {
  for (const std::string_view layout : {"immortal", "ghost"})
    for_each_list_kernel_under(layout, [layout](std::string_view kernel) {
      EXPECT_EQ(requests(kernel, layout, 700), requests(kernel, "boxed", 700));
    });
}

/// Call by call: what is replayed is what the layout without replay would do; and then nobody is asked.
TEST(Requests, OfReplayAreMadeInItsRehearsalOnly) {
  for (const std::string_view layout : {"replay", "replay+immortal", "replay+ghost", "replay+contiguous"})
    for_each_list_kernel_under(layout, [layout](std::string_view kernel) {
      const std::string_view played = layout == "replay+contiguous" ? "contiguous" : "boxed";
      const Binding& binding = *find_binding(kernel, layout);
      EXPECT_EQ(requests(*binding.rehearsal, 700), requests(kernel, played, 700));
      EXPECT_TRUE(requests(binding, 700).empty());
    });
}

TEST(Requests, OfShuffledAreThoseOfBoxedInAnotherOrder) {
  for_each_list_kernel_under("shuffled", [](std::string_view kernel) {
    std::vector<Request> shuffled = requests(kernel, "shuffled", 700), boxed = requests(kernel, "boxed", 700);
    std::sort(shuffled.begin(), shuffled.end());
    std::sort(boxed.begin(), boxed.end());
    EXPECT_EQ(shuffled, boxed);
  });
}

TEST(Requests, OfPyboxedAreTheBuffersAbove512Bytes) {
  for_each_list_kernel_under("pyboxed", [](std::string_view kernel) {
    std::vector<std::size_t> expected, found;
    for (const auto& [kind, bytes] : requests(kernel, "boxed", 700))
      if (bytes > 512) expected.push_back(bytes);
    for (const auto& [kind, bytes] : requests(kernel, "pyboxed", 700))
      if (kind != Kind::free) found.push_back(bytes);
    EXPECT_EQ(found, expected);
  });
}

TEST(Requests, OfArenaAreTheBuffersOfBoxed) {
  for_each_list_kernel_under("arena", [](std::string_view kernel) {
    const Binding& boxed = *find_binding(kernel, "boxed");
    const std::size_t element_bytes = boxed.footprint(700).element_bytes;
    std::vector<Request> buffers, found;
    std::uint64_t of_element_size = 0, found_of_it = 0;  // a small buffer may be as large as an element
    for (const Request& request : requests(kernel, "boxed", 700))
      if (request.second == element_bytes)
        ++of_element_size;
      else if (request.first != Kind::free)
        buffers.push_back(request);
    for (const Request& request : requests(kernel, "arena", 700))
      if (request.second == element_bytes)
        ++found_of_it;
      else if (request.first != Kind::free)
        found.push_back(request);
    EXPECT_EQ(found, buffers);
    EXPECT_EQ(found_of_it, of_element_size - boxed.work(700).element_allocations);
  });
}

/// Bytes asked for and not freed, at most; a reallocation counts both blocks for a moment.
std::uint64_t peak_bytes() {
  std::map<const void*, std::size_t> alive;
  std::uint64_t bytes = 0, peak = 0;
  for (const AllocationEvent& event : AllocationLog::events()) {
    if (event.kind != Kind::free) peak = std::max<std::uint64_t>(peak, bytes += event.bytes);
    if (event.old_block != nullptr) {
      bytes -= alive[event.old_block];
      alive.erase(event.old_block);
    }
    if (event.block != nullptr) alive[event.block] = event.bytes;
  }
  return peak;
}

TEST(Requests, NeverHoldMoreThanTheFootprintThatIsDeclared) {
  constexpr double longest_seconds = 0.02;
  for (const KernelBindings bindings : all_kernels())
    for (const Binding& binding : bindings) {
      if (!binding.unsupported.empty()) continue;
      for (const std::uint64_t n : {1U, 2U, 3U, 257U, 300U, 5000U}) {
        if (binding.seconds(n) > longest_seconds) continue;
        log_iteration(binding, n);
        const Footprint declared = binding.footprint(n);
        EXPECT_LE(peak_bytes(), declared.elements * declared.element_bytes + declared.buffer_bytes)
            << binding.kernel->name << "/" << binding.layout->name << ", n = " << n;
      }
    }
}

TEST(Requests, OfBytesAreAMallocAndAFreeInEachRound) {
  const std::vector<Request> found = requests("bytes", "boxed", 4);
  const std::vector<Request> expected = {{Kind::malloc, 35}, {Kind::malloc, 36}, {Kind::free, 0},
                                         {Kind::malloc, 37}, {Kind::free, 0},    {Kind::free, 0}};
  EXPECT_EQ(found, expected);
}

TEST(Requests, OfStrAreAReallocationInEachRound) {
  const std::vector<Request> found = requests("str", "boxed", 4);
  const std::vector<Request> expected = {
      {Kind::malloc, 51}, {Kind::realloc, 52}, {Kind::realloc, 53}, {Kind::free, 0}};
  EXPECT_EQ(found, expected);
}

TEST(Requests, OfChurnAreMallocsAndFreesOfAnInt) {
  constexpr std::uint64_t n = 10'000;
  log_iteration(*find_binding("churn", "none"), n);
  EXPECT_EQ(AllocationLog::requests_of(32), n);
  EXPECT_EQ(AllocationLog::count(Kind::malloc), n);
  EXPECT_EQ(AllocationLog::count(Kind::free), n);
  EXPECT_EQ(AllocationLog::events().size(), 2 * n) << "and nothing else";
}

/// Which objects churn frees, by the order they were made in: the newest and the oldest in turn.
TEST(Requests, OfChurnFreeTheNewestAndTheOldestInTurn) {
  constexpr std::uint64_t n = 1000;
  log_iteration(*find_binding("churn", "none"), n);
  std::map<const void*, std::uint64_t> alive;  // by the number of its request
  std::uint64_t made = 0;
  int newest = 0, oldest = 0, others = 0;
  for (const AllocationEvent& event : AllocationLog::events()) {
    if (event.kind == Kind::malloc) {
      alive[event.block] = made++;
      EXPECT_LE(alive.size(), Churn::window);
      continue;
    }
    std::uint64_t least = ~std::uint64_t{0}, most = 0;
    for (const auto& [block, number] : alive) {
      least = std::min(least, number);
      most = std::max(most, number);
    }
    const std::uint64_t freed = alive.at(event.old_block);
    alive.erase(event.old_block);
    if (made < n) ++(freed == most ? newest : freed == least ? oldest : others);
  }
  EXPECT_EQ(others, 0);
  EXPECT_NEAR(newest, oldest, 1);
  EXPECT_EQ(newest + oldest, static_cast<int>(n - Churn::window)) << "from the first full window on";
}

TEST(Requests, OfCallocAreTenBuffersOfZerosOneAfterTheOther) {
  std::vector<Request> expected;
  for (int round = 0; round < 10; ++round) {
    expected.emplace_back(Kind::calloc, 8 * 700);
    expected.emplace_back(Kind::free, 0);
  }
  EXPECT_EQ(requests("calloc", "none", 700), expected);
}

TEST(Requests, OfReallocGrowOneBlockByOneValueEach) {
  std::vector<Request> expected;
  for (int round = 0; round < 10; ++round) {
    for (std::size_t values = 1; values <= 70; ++values) expected.emplace_back(Kind::realloc, 8 * values);
    expected.emplace_back(Kind::free, 0);
  }
  EXPECT_EQ(requests("realloc", "none", 70), expected);
  const void* block = nullptr;
  for (const AllocationEvent& event : AllocationLog::events()) {
    EXPECT_EQ(event.old_block, block) << "it is the block before that grows";
    block = event.block;
  }
}

TEST(Requests, OfMessagesAreAFreshBufferEach) {
  std::vector<Request> expected;
  for (int message = 0; message < 5; ++message) {
    expected.emplace_back(Kind::malloc, Messages::bytes);
    expected.emplace_back(Kind::free, 0);
  }
  EXPECT_EQ(requests("messages", "none", 5), expected);
}

/// Two batches and a half.
TEST(Requests, OfBatchesAreFreedInTheirOrderWhenTheBatchIsFull) {
  constexpr std::uint64_t n = 5 * Batches::batch / 2;
  log_iteration(*find_binding("batches", "none"), n);
  std::vector<const void*> alive;
  std::vector<std::size_t> batches;
  std::size_t next = 0;  // of the batch, to be freed
  for (const AllocationEvent& event : AllocationLog::events()) {
    if (event.kind == Kind::malloc) {
      EXPECT_EQ(next, 0U) << "a block asked for while a batch is being freed";
      EXPECT_EQ(event.bytes, Batches::bytes);
      alive.push_back(event.block);
      continue;
    }
    ASSERT_LT(next, alive.size());
    EXPECT_EQ(event.old_block, alive[next]);
    if (++next < alive.size()) continue;
    batches.push_back(alive.size());
    alive.clear();
    next = 0;
  }
  EXPECT_EQ(batches, (std::vector<std::size_t>{Batches::batch, Batches::batch, Batches::batch / 2}));
}

TEST(Requests, OfPauseAreAllBlocksAndTheirFreesTwiceWithAPauseBetween) {
  constexpr std::uint64_t n = 20;
  const auto before = std::chrono::steady_clock::now();
  const std::vector<Request> found = requests("pause", "none", n);
  const auto elapsed = std::chrono::steady_clock::now() - before;
  std::vector<Request> expected;
  for (int half = 0; half < 2; ++half) {
    expected.insert(expected.end(), n, {Kind::malloc, Pause::bytes});
    expected.insert(expected.end(), n, {Kind::free, 0});
  }
  EXPECT_EQ(found, expected);
  EXPECT_GE(elapsed, std::chrono::nanoseconds(Pause::pause_ns));
}

}  // namespace
}  // namespace allocscale::kernels
