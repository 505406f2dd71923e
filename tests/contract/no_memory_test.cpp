// When the allocator has no memory, does the kernel end the process through its hook?
#include <gtest/gtest.h>

#include <cstdint>

#include "kernels/contract/registry.hpp"
#include "tests/contract/allocation_log.hpp"
#include "tests/contract/task_storage.hpp"

namespace allocscale::kernels {
namespace {

void run_with_failure(const char* kernel, std::int64_t request) {
  const Binding& binding = *find_binding(kernel, "boxed");
  const TaskStorage storage(binding);
  AllocationLog::fail_request(request);
  AllocationLog::start();
  binding.create(storage.get(), 300);
  binding.build(storage.get());
  binding.operate(storage.get());
}

TEST(NoMemory, EndsTheProcessWithTheBytesThatWereWanted) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(run_with_failure("copy", 0), testing::ExitedWithCode(12), "out of memory: 32 bytes");
  EXPECT_EXIT(run_with_failure("concat", 0), testing::ExitedWithCode(12), "out of memory: 8 bytes");
  EXPECT_EXIT(run_with_failure("dict", 0), testing::ExitedWithCode(12), "out of memory: 160 bytes");
  EXPECT_EXIT(run_with_failure("sqrt", 0), testing::ExitedWithCode(12), "out of memory: 24 bytes");
}

}  // namespace
}  // namespace allocscale::kernels
