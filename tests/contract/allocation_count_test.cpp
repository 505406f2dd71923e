// Are the allocations of an iteration exactly those that the kernel declares? The compiler deletes malloc and
// free pairs whose pointer does not escape: here it is seen that it did not.
#include <gtest/gtest.h>

#include <cstdint>

#include "kernels/contract/registry.hpp"
#include "tests/contract/allocation_log.hpp"
#include "tests/contract/rehearsed.hpp"
#include "tests/contract/task_storage.hpp"

namespace allocscale::kernels {
namespace {

using Kind = AllocationEvent::Kind;

constexpr double longest_seconds = 0.1;
constexpr std::uint64_t sizes[] = {0, 1, 2, 3, 4, 5, 255, 256, 257, 258, 259, 300, 1000, 5000, 50'000};

void log_iteration(const Binding& binding, std::uint64_t n) {
  const TaskStorage storage(binding);
  const Rehearsed rehearsed(binding, n);
  AllocationLog::start();
  binding.create(storage.get(), n);
  binding.build(storage.get());
  binding.operate(storage.get());
  binding.teardown(storage.get());
  AllocationLog::stop();
}

// Requests of that size that are no element's: the buffer of a list of four slots is as large as an int. The
// elements up to 256 are shared, and lists pass that length on their way.
std::uint64_t buffers_of(std::size_t bytes, const Binding& binding) {
  constexpr std::uint64_t all_shared = 257;
  if (binding.work(all_shared).element_allocations > 0) return 0;
  log_iteration(binding, all_shared);
  return AllocationLog::requests_of(bytes);
}

void expect_declared_work(const Binding& binding, std::uint64_t n) {
  SCOPED_TRACE(testing::Message() << binding.kernel->name << "/" << binding.layout->name << ", n = " << n);
  const Work declared = binding.work(n);
  const Footprint footprint = binding.footprint(n);
  const std::uint64_t buffers_of_element_size = buffers_of(footprint.element_bytes, binding);

  log_iteration(binding, n);

  const std::uint64_t requests = AllocationLog::count(Kind::malloc) + AllocationLog::count(Kind::calloc) +
                                 AllocationLog::count(Kind::realloc);
  EXPECT_EQ(requests, declared.element_allocations + declared.buffer_allocations);
  if (declared.element_allocations > 0) {
    EXPECT_EQ(AllocationLog::requests_of(footprint.element_bytes),
              declared.element_allocations + buffers_of_element_size);
  }
  if (declared.buffer_request_bytes > 0) {
    std::uint64_t asked = 0;
    for (const AllocationEvent& event : AllocationLog::events()) asked += event.bytes;
    EXPECT_EQ(asked, declared.element_allocations * footprint.element_bytes + declared.buffer_request_bytes);
  }
  const bool asks_for_zeros = binding.kernel->name == "calloc";
  EXPECT_EQ(AllocationLog::count(Kind::calloc), asks_for_zeros ? declared.buffer_allocations : 0);
  EXPECT_EQ(AllocationLog::count(Kind::aligned), 0U);
  EXPECT_EQ(AllocationLog::live(), 0) << "blocks alive after teardown";
}

TEST(AllocationCount, IsAsDeclaredForEveryKernelAndLayout) {
  for (const KernelBindings bindings : all_kernels())
    for (const Binding& binding : bindings) {
      if (!binding.unsupported.empty()) continue;
      for (const std::uint64_t n : sizes)
        if (binding.seconds(n) <= longest_seconds) {
          expect_declared_work(binding, n);
          if (binding.rehearsal != nullptr) expect_declared_work(*binding.rehearsal, n);
        }
    }
}

TEST(AllocationCount, AsksForWhatCPythonAsksFor) {
  EXPECT_EQ(find_binding("copy", "boxed")->footprint(1000).element_bytes, 32U);
  EXPECT_EQ(find_binding("concat", "boxed")->footprint(1000).element_bytes, 32U);
  EXPECT_EQ(find_binding("dict", "boxed")->footprint(1000).element_bytes, 32U);
  EXPECT_EQ(find_binding("sqrt", "boxed")->footprint(1000).element_bytes, 24U);
}

TEST(AllocationCount, OfASecondIterationIsTheSame) {
  const Binding& binding = *find_binding("copy", "boxed");
  const TaskStorage storage(binding);
  constexpr std::uint64_t n = 3000;
  binding.create(storage.get(), n);
  const Work declared = binding.work(n);
  for (int iteration = 0; iteration < 2; ++iteration) {
    AllocationLog::start();
    binding.build(storage.get());
    binding.operate(storage.get());
    binding.teardown(storage.get());
    AllocationLog::stop();
    EXPECT_EQ(AllocationLog::count(Kind::malloc), declared.element_allocations + 1)
        << "the elements and the copy";
    EXPECT_EQ(AllocationLog::count(Kind::realloc), declared.buffer_allocations - 1) << "the list that grows";
    EXPECT_EQ(AllocationLog::live(), 0);
  }
}

}  // namespace
}  // namespace allocscale::kernels
