#include "harness/base/leavings.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <optional>
#include <string>
#include <system_error>

namespace allocscale {
namespace {

namespace fs = std::filesystem;

bool matches(std::string_view text, std::string_view pattern) {
  return std::equal(text.begin(), text.end(), pattern.begin(), pattern.end(),
                    [](char given, char wanted) { return wanted == '?' || given == wanted; });
}

// The pid between `before` and `after`; nothing where the name is not of that form.
std::optional<pid_t> maker_of(std::string_view name, std::string_view before, std::string_view after) {
  if (!name.starts_with(before)) return std::nullopt;
  name.remove_prefix(before.size());
  pid_t pid = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), pid);
  name.remove_prefix(static_cast<std::size_t>(end - name.data()));
  return error == std::errc{} && pid > 0 && matches(name, after) ? std::optional(pid) : std::nullopt;
}

bool is_running(pid_t pid) { return ::kill(pid, 0) == 0 || errno != ESRCH; }

bool is_of_this_user(const fs::path& path) {
  struct stat seen {};
  return ::lstat(path.c_str(), &seen) == 0 && seen.st_uid == ::geteuid();
}

}  // namespace

void remove_leavings(const fs::path& folder, std::string_view before, std::string_view after) {
  std::error_code failed;
  fs::directory_iterator entries(folder, failed);
  for (; !failed && entries != fs::directory_iterator(); entries.increment(failed)) {
    const auto maker = maker_of(entries->path().filename().string(), before, after);
    std::error_code ignored;
    if (maker && !is_running(*maker) && is_of_this_user(entries->path()))
      fs::remove_all(entries->path(), ignored);
  }
}

}  // namespace allocscale
