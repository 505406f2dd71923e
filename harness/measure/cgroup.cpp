#include "harness/measure/cgroup.hpp"

#include <algorithm>
#include <sstream>

#include "harness/base/contains.hpp"
#include "harness/base/text_file.hpp"
#include "harness/measure/kernel_file.hpp"
#include "harness/runner/meter/proc_text.hpp"

namespace allocscale {
namespace {

using Path = std::filesystem::path;

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

bool lists(const std::string& comma_list, std::string_view word) {
  const auto words = split(comma_list, ',');
  return contains(words, word);
}

struct Membership {
  int version = 0;
  std::string path;
};

// Lines "4:memory:/path" (version 1) and "0::/path" (version 2). In a hybrid set-up a controller that version
// 1 holds is not in version 2.
Membership find_membership(const Path& root, std::string_view controller) {
  Membership found;
  const auto text = read_text(root / "proc/self/cgroup");
  for (const std::string& line : split(text.value_or(""), '\n')) {
    const std::size_t first = line.find(':');
    const std::size_t second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    if (lists(controllers, controller)) return {1, line.substr(second + 1)};
    if (controllers.empty()) found = {2, line.substr(second + 1)};
  }
  return found;
}

struct Mount {
  std::string root;  // the part of the hierarchy that is mounted
  std::string point;
};

// "35 31 0:32 ROOT POINT options [optional…] - TYPE source super-options" (proc(5), mountinfo). The first
// mount counts.
std::optional<Mount> find_mount(const Path& root, int version, std::string_view controller) {
  const auto text = read_text(root / "proc/self/mountinfo");
  for (const std::string& line : split(text.value_or(""), '\n')) {
    const auto words = split(line, ' ');
    const auto dash = std::find(words.begin(), words.end(), "-");
    if (words.size() < 5 || words.end() - dash < 4) continue;
    const bool wanted =
        version == 2 ? dash[1] == "cgroup2" : dash[1] == "cgroup" && lists(dash[3], controller);
    if (wanted) return Mount{words[3], words[4]};
  }
  return std::nullopt;
}

// `path` as seen below the mount; empty where the mount shows the group itself, or another part of the
// hierarchy.
std::string below(const std::string& path, const std::string& mount_root) {
  if (mount_root == "/") return path;
  return path.starts_with(mount_root + "/") ? path.substr(mount_root.size()) : "";
}

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

// The path in /proc/self/cgroup is seen from the root of the hierarchy (or of the cgroup namespace), while a
// container mounts only a part of it: the mount's own root must be taken off the path.
CgroupBranch find_cgroup(const Path& root, std::string_view controller) {
  const Membership membership = find_membership(root, controller);
  const auto mount = find_mount(root, membership.version, controller);
  if (membership.version == 0 || !mount) return {};

  CgroupBranch branch{membership.version, {}};
  const Path top = root / Path(mount->point).relative_path();
  const Path relative = Path(below(membership.path, mount->root)).lexically_normal().relative_path();
  std::error_code ignored;
  for (Path part = relative; !part.empty() && part != "."; part = part.parent_path())
    if (std::filesystem::is_directory(top / part, ignored)) branch.groups.push_back(top / part);
  branch.groups.push_back(top);
  return branch;
}

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

std::optional<std::int64_t> process_room(const CgroupBranch& pids) {
  std::optional<std::int64_t> least;
  for (const Path& group : pids.groups) {
    const auto limit = read_integer(group / "pids.max");  // "max", which is no number, is no limit
    const auto used = read_integer(group / "pids.current");
    if (limit && used) keep_least<std::int64_t>(least, std::max<std::int64_t>(0, *limit - *used));
  }
  return least;
}

std::optional<std::int64_t> oom_kills(const CgroupBranch& memory) {
  if (memory.groups.empty()) return std::nullopt;
  return file_value(memory.groups.front() / (memory.version == 2 ? "memory.events" : "memory.oom_control"),
                    "oom_kill");
}

}  // namespace allocscale
