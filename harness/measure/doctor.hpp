// Is this machine fit to be measured on? Each circumstance that moves results, as the kernel shows it. Looks
// only: nothing is changed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/measure/counter_access.hpp"
#include "harness/measure/cpu_use.hpp"
#include "harness/model/circumstance.hpp"

namespace allocscale {

/// Every circumstance, those first that can move results most. `use`: of that many CPUs, listened to before;
/// where it is known, the load average, which is older, does not disturb. Reads /proc and /sys
/// under `root`; what is missing there is a state too, and throws nothing.
[[nodiscard]] std::vector<Circumstance> examine(const std::filesystem::path& root,
                                                const CounterAccess& counters,
                                                const std::optional<CpuUse>& use, int cpus);

// The rules, each over the files of one circumstance.
[[nodiscard]] Circumstance examine_governor(const std::filesystem::path& root);
[[nodiscard]] Circumstance examine_turbo(const std::filesystem::path& root);
[[nodiscard]] Circumstance examine_smt(const std::filesystem::path& root);
[[nodiscard]] Circumstance examine_numa(const std::filesystem::path& root);
[[nodiscard]] Circumstance examine_huge_pages(const std::filesystem::path& root);
[[nodiscard]] Circumstance examine_swap(const std::filesystem::path& root);
[[nodiscard]] Circumstance examine_overcommit(const std::filesystem::path& root);
[[nodiscard]] Circumstance examine_quota(const std::filesystem::path& root);
[[nodiscard]] Circumstance examine_load(const std::filesystem::path& root);
[[nodiscard]] Circumstance examine_cpu_use(const std::optional<CpuUse>& use, int cpus);
[[nodiscard]] Circumstance examine_work_noise(const std::optional<WorkNoise>& noise);
[[nodiscard]] Circumstance examine_steal(const std::filesystem::path& root);
[[nodiscard]] Circumstance examine_counters(const CounterAccess& counters);
[[nodiscard]] Circumstance examine_aslr(const std::filesystem::path& root);
[[nodiscard]] Circumstance examine_free_memory(const std::filesystem::path& root);
[[nodiscard]] Circumstance examine_malloc_conf(const std::filesystem::path& root);

}  // namespace allocscale
