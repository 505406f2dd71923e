#include "harness/measure/cpu_use.hpp"

#include <fmt/format.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "harness/base/clock.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/text_file.hpp"
#include "harness/measure/cpu_ticks.hpp"

namespace allocscale {
namespace {

constexpr double least_told = 0.01;  // CPUs

struct ProcessLine {
  CpuTotals::Process process;
  int cpu = 0;
};

// "pid (name) state …" of /proc/PID/stat (proc(5)). The name may hold blanks and brackets; utime and stime
// are the fields 14 and 15, the CPU that it ran on last is field 39.
std::optional<ProcessLine> process_line(const std::string& stat) {
  const std::size_t open = stat.find('('), close = stat.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) return std::nullopt;
  std::istringstream fields(stat.substr(close + 1));
  std::string field;
  ProcessLine line;
  line.process.name = stat.substr(open + 1, close - open - 1);
  for (int number = 3; number <= 39; ++number) {
    if (!(fields >> field)) return std::nullopt;
    if (number == 14 || number == 15) line.process.ticks += std::atoll(field.c_str());
    if (number == 39) line.cpu = std::atoi(field.c_str());
  }
  return line;
}

// A signal may end it early.
void sleep_for(double seconds) {
  if (seconds <= 0) return;
  double whole = 0;
  const double fraction = std::modf(seconds, &whole);
  const timespec left = {static_cast<time_t>(whole), static_cast<long>(fraction * 1e9)};
  ::nanosleep(&left, nullptr);
}

}  // namespace

CpuTotals read_cpu_totals(std::span<const int> cpus, const std::filesystem::path& root) {
  CpuTotals totals;
  totals.own_ns = own_cpu_ns();
  if (const auto stat = read_text(root / "proc/stat"))
    if (const auto ticks = cpu_ticks(*stat, cpus)) totals.busy_ticks = ticks->busy();
  std::error_code ended;
  for (const auto& entry : std::filesystem::directory_iterator(root / "proc", ended)) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    const auto text = read_text(entry.path() / "stat");  // absent where the process has ended meanwhile
    const auto line = text ? process_line(*text) : std::nullopt;
    if (line && (cpus.empty() || contains(cpus, line->cpu)))
      totals.processes[std::atoi(name.c_str())] = line->process;
  }
  return totals;
}

std::optional<CpuUse> cpu_use(const CpuTotals& before, const CpuTotals& after, double seconds,
                              double ticks_per_second, int own) {
  if (!before.busy_ticks || !after.busy_ticks || seconds <= 0) return std::nullopt;
  const auto cpus = [&](std::int64_t ticks) {
    return static_cast<double>(ticks) / ticks_per_second / seconds;
  };
  CpuUse use;
  const double own_cpus = static_cast<double>(after.own_ns - before.own_ns) / 1e9 / seconds;
  for (const auto& [process, now] : after.processes) {
    const auto known = before.processes.find(process);
    const double used = cpus(now.ticks - (known == before.processes.end() ? 0 : known->second.ticks));
    if (process != own && used >= least_told) use.users.push_back({process, now.name, used});
  }
  std::stable_sort(use.users.begin(), use.users.end(),
                   [](const CpuUser& one, const CpuUser& other) { return one.cpus > other.cpus; });
  use.others = std::max(0.0, cpus(*after.busy_ticks - *before.busy_ticks) - own_cpus);
  return use;
}

std::optional<CpuUse> listen_to_cpus(std::span<const int> cpus, double seconds) {
  const CpuTotals before = read_cpu_totals(cpus);
  const double start = monotonic_seconds();
  const std::optional<WorkNoise> noise = try_fixed_work(cpus, seconds);
  sleep_for(seconds - (monotonic_seconds() - start));
  const CpuTotals after = read_cpu_totals(cpus);
  auto use = cpu_use(before, after, monotonic_seconds() - start, ticks_per_second(), ::getpid());
  if (use) use->noise = noise;
  return use;
}

bool is_quiet(const CpuUse& use) { return use.others <= 0.05; }

std::string cpu_use_text(const CpuUse& use, int cpus) {
  constexpr std::size_t most_named = 3;
  std::string text = fmt::format("other programs use {:.2f} of {}", use.others, plural(cpus, "CPU"));
  for (std::size_t i = 0; i < std::min(use.users.size(), most_named); ++i)
    text += fmt::format("{}{} (pid {}) {:.2f}", i == 0 ? ": " : ", ", use.users[i].name, use.users[i].process,
                        use.users[i].cpus);
  if (use.users.size() > most_named) text += fmt::format(" and {} more", use.users.size() - most_named);
  return text;
}

std::string listening_text(const CpuUse& use, int cpus) {
  return cpu_use_text(use, cpus) + (use.noise ? "; " + work_noise_text(*use.noise) : "");
}

}  // namespace allocscale
