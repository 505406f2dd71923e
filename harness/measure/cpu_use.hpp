// Who else uses the CPUs? Totals of CPU time are read twice, a second apart; the difference tells what other
// programs used meanwhile. In that second a fixed piece of work tells how much the machine itself varies.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/measure/work_noise.hpp"

namespace allocscale {

/// CPU time so far, in ticks of /proc (proc(5): 1/sysconf(_SC_CLK_TCK) s).
struct CpuTotals {
  struct Process {
    std::string name;
    std::int64_t ticks = 0;
  };

  std::optional<std::int64_t>
      busy_ticks;                    // of these CPUs, by whomever; absent where /proc/stat does not list one
  std::map<int, Process> processes;  // by pid: those that ran on one of these CPUs last
  std::int64_t own_ns = 0;           // of this process, all its threads
};

/// Reads the totals under `root`: of the CPUs named, of all when `cpus` is empty. Steal, idle time and
/// waiting for I/O are nobody's use.
[[nodiscard]] CpuTotals read_cpu_totals(std::span<const int> cpus, const std::filesystem::path& root = "/");

/// What one process used, in CPUs: 1 is one CPU all the time.
struct CpuUser {
  int process = 0;  // pid
  std::string name;
  double cpus = 0;

  friend bool operator==(const CpuUser&, const CpuUser&) = default;
};

/// What others than this process used, in CPUs.
struct CpuUse {
  double others = 0;  // all together, those that cannot be seen among them (of another container, or ended)
  std::vector<CpuUser> users;  // each that used a hundredth of a CPU, the most first
  std::optional<WorkNoise> noise = {};
};

/// The use between two readings, `seconds` apart; `own` is the pid of who listened. Absent where a reading
/// is.
[[nodiscard]] std::optional<CpuUse> cpu_use(const CpuTotals& before, const CpuTotals& after, double seconds,
                                            double ticks_per_second, int own);

/// Listens for so long, and tries the fixed work meanwhile. Absent where /proc does not tell.
[[nodiscard]] std::optional<CpuUse> listen_to_cpus(std::span<const int> cpus, double seconds);

/// Whether others use so little that it moves no result: at most a twentieth of one CPU.
[[nodiscard]] bool is_quiet(const CpuUse& use);

/// "other programs use 1.02 of 2 CPUs: cc1plus (pid 4711) 0.98, python3 (pid 815) 0.04".
[[nodiscard]] std::string cpu_use_text(const CpuUse& use, int cpus);

/// This and what the fixed work showed: "…; a fixed piece of work varies by 4.0 % and loses …".
[[nodiscard]] std::string listening_text(const CpuUse& use, int cpus);

}  // namespace allocscale
