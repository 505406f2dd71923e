#include "harness/measure/pressure.hpp"

#include "harness/base/text_file.hpp"
#include "harness/measure/cpu_ticks.hpp"
#include "harness/runner/meter/proc_text.hpp"
#include "harness/runner/meter/reading_difference.hpp"

namespace allocscale {
namespace {

std::optional<std::int64_t> read_some_stall_ns(const std::filesystem::path& path) {
  const auto text = read_text(path);
  const auto stall_us = text ? some_stall_us(*text) : std::nullopt;
  if (!stall_us) return std::nullopt;
  return *stall_us * 1'000;
}

}  // namespace

Pressure difference(const Pressure& before, const Pressure& after) {
  return {minus(after.steal_ns, before.steal_ns), minus(after.throttled_ns, before.throttled_ns),
          minus(after.cpu_ns, before.cpu_ns), minus(after.memory_ns, before.memory_ns),
          minus(after.io_ns, before.io_ns)};
}

void enter(const Pressure& difference, TrialReadings& readings) {
  readings[TrialMetric::steal_ns] = difference.steal_ns;
  readings[TrialMetric::throttled_ns] = difference.throttled_ns;
  readings[TrialMetric::cpu_pressure_ns] = difference.cpu_ns;
  readings[TrialMetric::memory_pressure_ns] = difference.memory_ns;
  readings[TrialMetric::io_pressure_ns] = difference.io_ns;
}

std::optional<std::int64_t> some_stall_us(std::string_view pressure) {
  constexpr std::string_view label = " total=";
  if (!pressure.starts_with("some ")) return std::nullopt;
  const std::size_t at = pressure.substr(0, pressure.find('\n')).find(label);
  return at == std::string_view::npos ? std::nullopt : leading_integer(pressure.substr(at + label.size()));
}

PressureReader::PressureReader(const std::filesystem::path& root)
    : root_(root), cpu_(find_cgroup(root, "cpu")), memory_(find_cgroup(root, "memory")) {}

Pressure PressureReader::read(std::span<const int> cpus) const {
  Pressure now;
  if (const auto stat = read_text(root_ / "proc/stat"))
    if (const auto ticks = cpu_ticks(*stat, cpus)) now.steal_ns = ticks->steal * tick_ns();
  now.throttled_ns = throttled_ns(cpu_);
  now.cpu_ns = read_some_stall_ns(root_ / "proc/pressure/cpu");
  now.memory_ns = read_some_stall_ns(root_ / "proc/pressure/memory");
  now.io_ns = read_some_stall_ns(root_ / "proc/pressure/io");
  return now;
}

std::optional<std::int64_t> PressureReader::oom_kills() const {
  if (const auto own = allocscale::oom_kills(memory_)) return own;
  const auto vmstat = read_text(root_ / "proc/vmstat");
  return vmstat ? value_of(*vmstat, "oom_kill") : std::nullopt;
}

}  // namespace allocscale
