// Which perf events are counted, and how does the kernel call them?
#pragma once

#include <array>
#include <cstdint>

#include "harness/model/event_code.hpp"
#include "harness/model/metric.hpp"

namespace allocscale {

struct PerfEvent {
  PhaseMetric metric;
  EventCode code;
};

[[nodiscard]] constexpr std::uint64_t cache_read_misses(std::uint64_t cache) {
  return cache | (std::uint64_t{PERF_COUNT_HW_CACHE_OP_READ} << 8) |
         (std::uint64_t{PERF_COUNT_HW_CACHE_RESULT_MISS} << 16);
}

/// In the order in which they join the group. Its leader is a software event, which every kernel has: a
/// machine without hardware counters then still has a group. Of two lines with one metric the first that
/// opens counts; AMD's driver has no last-level event of its own.
inline constexpr std::array<PerfEvent, 7> perf_events = {{
    {PhaseMetric::perf_page_faults, {PERF_TYPE_SOFTWARE, PERF_COUNT_SW_PAGE_FAULTS}},
    {PhaseMetric::cycles, {PERF_TYPE_HARDWARE, PERF_COUNT_HW_CPU_CYCLES}},
    {PhaseMetric::instructions, {PERF_TYPE_HARDWARE, PERF_COUNT_HW_INSTRUCTIONS}},
    {PhaseMetric::llc_misses, {PERF_TYPE_HW_CACHE, cache_read_misses(PERF_COUNT_HW_CACHE_LL)}},
    {PhaseMetric::llc_misses, {PERF_TYPE_HARDWARE, PERF_COUNT_HW_CACHE_MISSES}},
    {PhaseMetric::dtlb_misses, {PERF_TYPE_HW_CACHE, cache_read_misses(PERF_COUNT_HW_CACHE_DTLB)}},
    {PhaseMetric::stalled_cycles, {PERF_TYPE_HARDWARE, PERF_COUNT_HW_STALLED_CYCLES_BACKEND}},
}};

}  // namespace allocscale
