// Where are the groups of this process? The path in /proc/self/cgroup is seen from the root of the hierarchy
// (or of the cgroup namespace), while a container mounts only a part of it: the mount's own root must be
// taken off the path.
#include <algorithm>
#include <sstream>

#include "harness/base/text_file.hpp"
#include "harness/measure/cgroup.hpp"

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
  return std::find(words.begin(), words.end(), word) != words.end();
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

}  // namespace

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

}  // namespace allocscale
