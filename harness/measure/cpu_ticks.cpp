#include "harness/measure/cpu_ticks.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "harness/runner/meter/proc_text.hpp"

namespace allocscale {
namespace {

// What follows the name in its line, "cpu0 user nice system …"; absent where there is no such line.
std::optional<std::string_view> line_of(std::string_view stat, std::string_view name) {
  std::size_t at = stat.starts_with(name) ? 0 : stat.find(fmt::format("\n{}", name));
  if (at == std::string_view::npos) return std::nullopt;
  if (stat[at] == '\n') ++at;
  const std::string_view line = stat.substr(at + name.size());
  return line.substr(0, line.find('\n'));
}

bool add(CpuTicks& sum, std::string_view line) {
  for (std::int64_t* const field :
       {&sum.user, &sum.nice, &sum.system, &sum.idle, &sum.iowait, &sum.irq, &sum.softirq, &sum.steal}) {
    const auto ticks = leading_integer(line);
    if (!ticks) return false;
    *field += *ticks;
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    line.remove_prefix(std::min(line.find(' '), line.size()));
  }
  return true;
}

}  // namespace

std::optional<CpuTicks> cpu_ticks(std::string_view stat, std::span<const int> cpus) {
  CpuTicks sum;
  const auto add_line = [&](const std::string& name) {
    const auto line = line_of(stat, name);
    return line && add(sum, *line);
  };
  const bool complete = cpus.empty() ? add_line("cpu ") : std::all_of(cpus.begin(), cpus.end(), [&](int cpu) {
    return add_line(fmt::format("cpu{} ", cpu));
  });
  return complete ? std::optional(sum) : std::nullopt;
}

double ticks_per_second() { return static_cast<double>(::sysconf(_SC_CLK_TCK)); }

std::int64_t tick_ns() { return 1'000'000'000 / ::sysconf(_SC_CLK_TCK); }

}  // namespace allocscale
