// Does every kernel give its expected answer under every layout, at every size and again?
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/contract/registry.hpp"
#include "tests/contract/rehearsed.hpp"
#include "tests/contract/task_storage.hpp"

namespace allocscale::kernels {
namespace {

#ifdef ALLOCSCALE_SANITIZED  // each takes ten times as long, and a build that is not sanitized has all of
                             // them
constexpr std::uint64_t step = 9;
constexpr double longest_seconds = 0.002;
#else
constexpr std::uint64_t step = 1;
constexpr double longest_seconds = 0.05;  // sizes that take longer are left to the runs themselves
#endif

std::vector<std::uint64_t> sizes() {
  std::vector<std::uint64_t> all = {0, 1, 2, 3, 5, 6, 1000, 4097};
  for (std::uint64_t n = 255; n <= 300; n += step) all.push_back(n);
  return all;
}

template <class Check>
void for_each_binding(const Check& check) {
  for (const KernelBindings bindings : all_kernels())
    for (const Binding& binding : bindings)
      if (binding.unsupported.empty()) {
        SCOPED_TRACE(testing::Message() << binding.kernel->name << "/" << binding.layout->name);
        check(binding);
      }
}

TEST(Answer, IsTheExpectedOneForEveryKernelLayoutAndSize) {
  for_each_binding([](const Binding& binding) {
    TaskStorage storage(binding);
    for (const std::uint64_t n : sizes()) {
      if (binding.seconds(n) > longest_seconds) continue;
      const Rehearsed rehearsed(binding, n);
      binding.create(storage.get(), n);
      binding.build(storage.get());
      binding.operate(storage.get());
      EXPECT_EQ(binding.checksum(storage.get()), binding.expected(n)) << "n = " << n;
      binding.teardown(storage.get());
    }
  });
}

TEST(Answer, IsTheSameHoweverOftenAKernelThatRepeatsOperates) {
  int repeating = 0;
  for_each_binding([&](const Binding& binding) {
    if (!binding.kernel->repeats) return;
    ++repeating;
    TaskStorage storage(binding);
    binding.create(storage.get(), 300);
    binding.build(storage.get());
    for (int i = 0; i < 3; ++i) binding.operate(storage.get());
    EXPECT_EQ(binding.checksum(storage.get()), binding.expected(300));
    binding.teardown(storage.get());
  });
  EXPECT_GT(repeating, 0);
}

TEST(Answer, IsTheSameInEveryIterationOfOneTask) {
  for_each_binding([](const Binding& binding) {
    TaskStorage storage(binding);
    constexpr std::uint64_t n = 40;
    const Rehearsed rehearsed(binding, n, 3);
    binding.create(storage.get(), n);
    for (int iteration = 0; iteration < 3; ++iteration) {
      binding.build(storage.get());
      binding.operate(storage.get());
      EXPECT_EQ(binding.checksum(storage.get()), binding.expected(n)) << "iteration " << iteration;
      binding.teardown(storage.get());
    }
  });
}

TEST(Answer, DependsOnTheSize) {
  for_each_binding([](const Binding& binding) {
    EXPECT_NE(binding.expected(100), binding.expected(101));
    EXPECT_NE(binding.expected(0), binding.expected(1));
  });
}

TEST(Answer, OfComputeIsThatOfItsStepsOneByOne) {
  const Binding* compute = find_binding("compute", "none");
  ASSERT_NE(compute, nullptr);
  std::uint64_t state = 42;
  for (std::uint64_t n = 0; n < 1000; ++n) {
    ASSERT_EQ(compute->expected(n), state) << "n = " << n;
    state = state * 6364136223846793005 + 1442695040888963407;
  }
}

}  // namespace
}  // namespace allocscale::kernels
