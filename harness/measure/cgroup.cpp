#include "harness/measure/cgroup.hpp"

#include <algorithm>

#include "harness/base/text_file.hpp"
#include "harness/measure/kernel_file.hpp"
#include "harness/runner/meter/proc_text.hpp"

namespace allocscale {
namespace {

using Path = std::filesystem::path;

// Version 1 writes "no limit" as the largest page-aligned number of 63 bits.
constexpr std::int64_t unlimited = std::int64_t{1} << 62;

template <class Value>
void keep_least(std::optional<Value>& least, std::optional<Value> value) {
  if (value && (!least || *value < *least)) least = value;
}

std::optional<std::int64_t> file_value(const Path& path, std::string_view key) {
  const auto text = read_text(path);
  return text ? value_of(*text, key) : std::nullopt;
}

// "max", which is no number, is no limit.
std::optional<std::int64_t> limit_of(const Path& group, int version) {
  std::optional<std::int64_t> limit;
  if (version == 2) {
    limit = read_integer(group / "memory.max");
    keep_least(limit, read_integer(group / "memory.high"));
  } else {
    limit = read_integer(group / "memory.limit_in_bytes");
  }
  if (limit && (*limit < 0 || *limit >= unlimited)) return std::nullopt;
  return limit;
}

std::optional<double> quota_of(const Path& group, int version) {
  std::optional<std::int64_t> quota;
  std::optional<std::int64_t> period;
  if (version == 2) {
    const auto text = read_text(group / "cpu.max");
    if (!text) return std::nullopt;
    quota = leading_integer(*text);
    period = leading_integer(std::string_view(*text).substr(std::min(text->find(' '), text->size())));
  } else {
    quota = read_integer(group / "cpu.cfs_quota_us");
    period = read_integer(group / "cpu.cfs_period_us");
  }
  if (!quota || !period || *quota <= 0 || *period <= 0) return std::nullopt;
  return static_cast<double>(*quota) / static_cast<double>(*period);
}

}  // namespace

std::optional<std::int64_t> memory_limit(const CgroupBranch& memory) {
  std::optional<std::int64_t> least;
  for (const Path& group : memory.groups) keep_least(least, limit_of(group, memory.version));
  return least;
}

std::optional<std::int64_t> memory_room(const CgroupBranch& memory) {
  const bool v2 = memory.version == 2;
  std::optional<std::int64_t> least;
  for (const Path& group : memory.groups) {
    const auto limit = limit_of(group, memory.version);
    const auto usage = read_integer(group / (v2 ? "memory.current" : "memory.usage_in_bytes"));
    if (!limit || !usage) continue;
    const auto reclaimable = file_value(group / "memory.stat", v2 ? "inactive_file" : "total_inactive_file");
    keep_least<std::int64_t>(least, std::max<std::int64_t>(0, *limit - *usage + reclaimable.value_or(0)));
  }
  return least;
}

std::optional<double> cpu_quota(const CgroupBranch& cpu) {
  std::optional<double> least;
  for (const Path& group : cpu.groups) keep_least(least, quota_of(group, cpu.version));
  return least;
}

std::optional<std::int64_t> throttled_ns(const CgroupBranch& cpu) {
  std::optional<std::int64_t> sum;
  for (const Path& group : cpu.groups) {
    auto stopped = file_value(group / "cpu.stat", cpu.version == 2 ? "throttled_usec" : "throttled_time");
    if (!stopped) continue;
    if (cpu.version == 2) *stopped *= 1'000;
    sum = sum.value_or(0) + *stopped;
  }
  return sum;
}

std::optional<std::int64_t> oom_kills(const CgroupBranch& memory) {
  if (memory.groups.empty()) return std::nullopt;
  return file_value(memory.groups.front() / (memory.version == 2 ? "memory.events" : "memory.oom_control"),
                    "oom_kill");
}

}  // namespace allocscale
