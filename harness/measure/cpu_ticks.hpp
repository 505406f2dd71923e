// The lines of the CPUs in /proc/stat: how long each was busy, idle and taken by the hypervisor since boot.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace allocscale {

/// The times of one CPU since boot, or of several together, in ticks (proc(5)). Guest time is in user's.
struct CpuTicks {
  std::int64_t user = 0;
  std::int64_t nice = 0;
  std::int64_t system = 0;
  std::int64_t idle = 0;
  std::int64_t iowait = 0;
  std::int64_t irq = 0;
  std::int64_t softirq = 0;
  std::int64_t steal = 0;

  /// What somebody ran: neither idle nor waiting for I/O, nor taken by the hypervisor.
  [[nodiscard]] std::int64_t busy() const { return user + nice + system + irq + softirq; }
  [[nodiscard]] std::int64_t all() const { return busy() + idle + iowait + steal; }

  friend bool operator==(const CpuTicks&, const CpuTicks&) = default;
};

/// The ticks of these CPUs in /proc/stat text, summed; of the whole machine when `cpus` is empty. Absent when
/// one of the CPUs is not listed with all eight times.
[[nodiscard]] std::optional<CpuTicks> cpu_ticks(std::string_view stat, std::span<const int> cpus);

/// Of these ticks, how many a second has (sysconf), and how long one is.
[[nodiscard]] double ticks_per_second();
[[nodiscard]] std::int64_t tick_ns();

}  // namespace allocscale
