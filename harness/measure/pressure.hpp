// What disturbed a trial from outside: steal, throttling, pressure. Read before and after; the difference is
// the trial's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

#include "harness/measure/cgroup.hpp"
#include "harness/model/metric.hpp"

namespace allocscale {

/// Running totals in ns, or what was added between two readings of them.
struct Pressure {
  std::optional<std::int64_t> steal_ns;
  std::optional<std::int64_t> throttled_ns;
  std::optional<std::int64_t> cpu_ns;  // some-stall time (Documentation/accounting/psi)
  std::optional<std::int64_t> memory_ns;
  std::optional<std::int64_t> io_ns;

  friend bool operator==(const Pressure&, const Pressure&) = default;
};

/// after − before, field by field; absent where either is.
[[nodiscard]] Pressure difference(const Pressure& before, const Pressure& after);

/// Enters a difference into the trial's readings.
void enter(const Pressure& difference, TrialReadings& readings);

/// The total of the "some" line of a /proc/pressure file, in µs.
[[nodiscard]] std::optional<std::int64_t> some_stall_us(std::string_view pressure);

class PressureReader {
 public:
  /// Finds the cgroup once; a reader is for the life of the process.
  explicit PressureReader(const std::filesystem::path& root = "/");

  /// The totals now; steal is that of `cpus`, of all when empty.
  [[nodiscard]] Pressure read(std::span<const int> cpus) const;

  /// Processes killed for memory so far: in this process's cgroup, and where that keeps no count on the whole
  /// machine.
  [[nodiscard]] std::optional<std::int64_t> oom_kills() const;

 private:
  std::filesystem::path root_;
  CgroupBranch cpu_;
  CgroupBranch memory_;
};

}  // namespace allocscale
