#include "harness/runner/meter/worker_memory.hpp"

#include "harness/runner/meter/proc_file.hpp"
#include "harness/runner/meter/proc_text.hpp"

namespace allocscale {
namespace {

// Large enough for /proc/self/status up to its memory lines, which follow the list of supplementary groups.
constexpr std::size_t buffer_bytes = 8192;

std::optional<std::int64_t> kilobytes_in(const char* path, std::string_view key) {
  char buffer[buffer_bytes];
  return kilobytes_of(ProcFile(path).read(buffer, sizeof buffer), key);
}

}  // namespace

WorkerReadings read_worker_memory() {
  WorkerReadings readings;
  readings[WorkerMetric::peak_bytes] = kilobytes_in("/proc/self/status", "VmHWM");
  char buffer[buffer_bytes];
  const std::string_view rollup = ProcFile("/proc/self/smaps_rollup").read(buffer, sizeof buffer);
  readings[WorkerMetric::proportional_bytes] = kilobytes_of(rollup, "Pss");
  readings[WorkerMetric::anon_huge_bytes] = kilobytes_of(rollup, "AnonHugePages");
  return readings;
}

std::optional<std::int64_t> resident_bytes() { return kilobytes_in("/proc/self/status", "VmRSS"); }

}  // namespace allocscale
