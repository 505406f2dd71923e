// Does a planted kernel ask its allocator for what it declares, at every dose, alone and in company?
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <unordered_map>

#include "kernels/contract/peers.hpp"
#include "kernels/contract/registry.hpp"
#include "tests/contract/allocation_log.hpp"
#include "tests/contract/rehearsed.hpp"
#include "tests/contract/task_storage.hpp"

namespace allocscale::kernels {
namespace {

using Kind = AllocationEvent::Kind;

void log_iteration(const Binding& binding, std::uint64_t n, std::uint32_t others) {
  const TaskStorage storage(binding);
  const Rehearsed rehearsed(binding, n);
  std::atomic<std::uint32_t> started(others + 1), stopped(0), lock(0);
  peers = {.started = &started, .stopped = &stopped, .lock = &lock};
  AllocationLog::start();
  binding.create(storage.get(), n);
  binding.build(storage.get());
  binding.operate(storage.get());
  binding.teardown(storage.get());
  AllocationLog::stop();
  peers = {};
}

/// Bytes alive at most; a reallocation counts both blocks for a moment.
std::uint64_t peak_bytes() {
  std::unordered_map<const void*, std::size_t> alive;
  std::uint64_t bytes = 0, peak = 0;
  for (const AllocationEvent& event : AllocationLog::events()) {
    if (event.kind != Kind::free) peak = std::max<std::uint64_t>(peak, bytes += event.bytes);
    if (const auto old = alive.find(event.old_block); old != alive.end()) {
      bytes -= old->second;
      alive.erase(old);
    }
    if (event.block != nullptr) alive[event.block] = event.bytes;
  }
  return peak;
}

void expect_declared(const Binding& binding, std::uint64_t n) {
  const Work declared = binding.work(n);
  const Footprint footprint = binding.footprint(n);
  EXPECT_EQ(AllocationLog::count(Kind::malloc) + AllocationLog::count(Kind::realloc),
            declared.element_allocations + declared.buffer_allocations);
  // By malloc; the first buffer of a list, which may be as large, comes by realloc.
  const auto events = AllocationLog::events();
  const bool asks_for_elements = std::any_of(events.begin(), events.end(), [&](const AllocationEvent& event) {
    return event.kind == Kind::malloc && event.bytes == footprint.element_bytes;
  });
  EXPECT_EQ(asks_for_elements, declared.element_allocations > 0);
  std::uint64_t asked = 0;
  for (const AllocationEvent& event : AllocationLog::events()) asked += event.bytes;
  EXPECT_EQ(asked, declared.element_allocations * footprint.element_bytes + declared.buffer_request_bytes);
  EXPECT_LE(peak_bytes(), footprint.elements * footprint.element_bytes + footprint.buffer_bytes);
  EXPECT_EQ(AllocationLog::live(), 0) << "blocks alive after teardown";
}

TEST(PlantedAllocations, AreAsDeclaredWhateverTheDoseAndTheCompany) {
  for (const KernelBindings bindings : all_kernels())
    for (const Binding& binding : bindings) {
      if (!binding.unsupported.empty() || !binding.kernel->name.starts_with("planted-")) continue;
      for (const std::uint32_t others : {0U, 2U}) {
        const std::uint64_t n = 9 * others;
        SCOPED_TRACE(testing::Message()
                     << binding.kernel->name << "/" << binding.layout->name << ", others " << others);
        log_iteration(binding, n, others);
        expect_declared(binding, n);
      }
    }
}

}  // namespace
}  // namespace allocscale::kernels
