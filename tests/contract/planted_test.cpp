// Does every planted kernel give its answer under every layout, and pay its dose for each other worker, to
// the nanosecond, and nothing alone? What is paid is seen on a meter, never on a clock.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "kernels/contract/file_name.hpp"
#include "kernels/contract/peers.hpp"
#include "kernels/contract/registry.hpp"
#include "kernels/planted/parts/toll.hpp"
#include "tests/contract/rehearsed.hpp"
#include "tests/contract/task_storage.hpp"

namespace allocscale::kernels {
namespace {

using planted::meter;

/// Others beside this thread, for as long as it lives.
class With {
 public:
  explicit With(std::uint32_t others) : started_(others + 1) {
    peers = {.started = &started_, .stopped = &stopped_, .parked = &parked_, .lock = &lock_};
  }
  With(const With&) = delete;
  With& operator=(const With&) = delete;
  ~With() {
    EXPECT_EQ(lock_.load(), 0U) << "the lock is given back";
    peers = {};
  }
  void stop(std::uint32_t workers) { stopped_ += workers; }
  /// From now on so many are held.
  void hold(std::uint32_t workers) { parked_ = workers; }

 private:
  std::atomic<std::uint32_t> started_;
  std::atomic<std::uint32_t> stopped_{0};
  std::atomic<std::uint32_t> parked_{0};
  std::atomic<std::uint32_t> lock_{0};
};

bool is_planted(const Binding& binding) { return binding.kernel->name.starts_with("planted-"); }

template <class Check>
void for_each_planted(const Check& check) {
  for (const KernelBindings bindings : all_kernels())
    for (const Binding& binding : bindings)
      if (is_planted(binding) && binding.unsupported.empty()) {
        SCOPED_TRACE(testing::Message() << binding.kernel->name << "/" << binding.layout->name);
        check(binding);
      }
}

/// One iteration, with its answer; what it paid.
planted::Meter paid(const Binding& binding, std::uint64_t n) {
  const TaskStorage storage(binding);
  meter = {};
  binding.create(storage.get(), n);
  binding.build(storage.get());
  binding.operate(storage.get());
  EXPECT_EQ(binding.checksum(storage.get()), binding.expected(n));
  binding.teardown(storage.get());
  return meter;
}

/// The same; of a replay only the replay pays here: its rehearsal is alone, as in a trial.
planted::Meter paid_with(std::uint32_t others, const Binding& binding, std::uint64_t n) {
  const Rehearsed rehearsed(binding, n);
  const With company(others);
  const planted::Meter found = paid(binding, n);
  EXPECT_TRUE(rehearsed.played_to_the_end()) << "company changes no request";
  return found;
}

std::uint64_t small_dose(const Binding& binding) {
  return binding.kernel->name == "planted-mixed" ? 8 : binding.kernel->name == "planted-stream" ? 64 : 2;
}

TEST(Planted, EveryFileIsInTheRegistry) {
  std::set<std::string_view> names;
  for (const KernelBindings bindings : all_kernels()) names.insert(bindings.front().kernel->name);
  for (const auto& entry : std::filesystem::directory_iterator(PLANTED_FOLDER)) {
    if (entry.path().extension() != ".hpp") continue;
    bool found = false;
    for (const std::string_view name : names)
      found |= named_after_file(name, entry.path().stem().string(), false);
    EXPECT_TRUE(found) << entry.path();
  }
  for (const std::string_view beside : {"compute", "fault", "stream", "triad", "chase"})
    EXPECT_EQ(names.count(beside), 1U) << beside;
  EXPECT_EQ(names.count("concat"), 0U);
}

TEST(Planted, RunsUnderEveryLayoutOfBuffers) {
  for (const KernelBindings bindings : all_kernels())
    for (const Binding& binding : bindings)
      if (is_planted(binding)) {
        EXPECT_EQ(binding.unsupported.empty(),
                  binding.layout->name != "none" && binding.layout->name != "linked")
            << binding.kernel->name << "/" << binding.layout->name;
      }
}

/// Without company, and as the only one in it.
TEST(PlantedDoses, AloneNothingIsPaidButTheTax) {
  for_each_planted([](const Binding& binding) {
    constexpr std::uint64_t n = 1000;
    for (const bool page : {false, true}) {
      const Rehearsed rehearsed(binding, n);
      planted::Meter found;
      if (page) {
        const With nobody(0);
        found = paid(binding, n);
      } else {
        found = paid(binding, n);
      }
      EXPECT_EQ(found.ns > 0, binding.kernel->name == "planted-tax");
      EXPECT_EQ(found.pages + found.bytes, 0U);
    }
  });
}

TEST(PlantedDoses, WhatIsSpunIsWhatIsDeclaredForEachOther) {
  for_each_planted([](const Binding& binding) {
    if (binding.kernel->name == "planted-tax") return;
    const std::uint64_t n = small_dose(binding);
    const std::uint64_t declared = binding.work(n).planted_ns;
    EXPECT_EQ(paid_with(1, binding, n).ns, declared);
    EXPECT_EQ(paid_with(3, binding, n).ns, 3 * declared);
  });
}

TEST(PlantedDoses, DosesAreInProportion) {
  for_each_planted([](const Binding& binding) {
    const std::uint64_t n = small_dose(binding);
    const planted::Meter once = paid_with(1, binding, n), twice = paid_with(1, binding, 2 * n),
                         three = paid_with(3, binding, n);
    EXPECT_EQ(twice.ns, 2 * once.ns);
    EXPECT_EQ(twice.pages, 2 * once.pages);
    EXPECT_EQ(twice.bytes, 2 * once.bytes);
    EXPECT_EQ(three.pages, 3 * once.pages);
    EXPECT_EQ(three.bytes, 3 * once.bytes);
    EXPECT_EQ(three.ns, binding.kernel->name == "planted-tax" ? once.ns : 3 * once.ns);
  });
}

TEST(Planted, WhoHasStoppedIsNotPaidFor) {
  const Binding& binding = *find_binding("planted-work", "boxed");
  With company(3);
  company.stop(2);
  EXPECT_EQ(paid(binding, 2).ns, binding.work(2).planted_ns);
  company.stop(1);
  EXPECT_EQ(paid(binding, 2).ns, 0U);
}

TEST(Planted, WhoIsHeldIsNotPaidFor) {
  const Binding& binding = *find_binding("planted-work", "boxed");
  With company(2);
  company.hold(2);
  EXPECT_EQ(paid(binding, 2).ns, 0U);
  company.hold(0);
  EXPECT_EQ(paid(binding, 2).ns, 2 * binding.work(2).planted_ns);
}

/// What a layout takes away it takes away whole, and nothing else does.
TEST(Planted, EachSuspectIsTakenAwayByItsOwnLayouts) {
  const auto pays = [](std::string_view kernel, std::string_view layout) {
    const planted::Meter found = paid_with(1, *find_binding(kernel, layout), 64);
    return found.ns + found.pages + found.bytes > 0;
  };
  for (const std::string_view layout :
       {"boxed", "immortal", "ghost", "replay", "replay+immortal", "replay+ghost"}) {
    SCOPED_TRACE(layout);
    const bool replay = layout.starts_with("replay"), ghost = layout.ends_with("ghost"),
               immortal = layout.ends_with("immortal");
    EXPECT_FALSE(pays("planted-null", layout));
    EXPECT_EQ(pays("planted-work", layout), !replay);
    EXPECT_EQ(pays("planted-counts", layout), !ghost && !immortal);
    EXPECT_EQ(pays("planted-pointers", layout), !ghost);
    for (const std::string_view kernel :
         {"planted-faults", "planted-mixed", "planted-stream", "planted-lock", "planted-tax"})
      EXPECT_TRUE(pays(kernel, layout)) << kernel << ": the allocator or nobody takes it away";
  }
}

}  // namespace
}  // namespace allocscale::kernels
