// Which processes were the workers? Each appends its pid to a file; the tests ask the kernel what became of
// them.
#pragma once

#include <poll.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "harness/base/unique_fd.hpp"

namespace allocscale {

/// A file of its own for one test, removed with it.
class PidFile {
 public:
  PidFile() {
    std::string name = (std::filesystem::temp_directory_path() / "allocscale-pids-XXXXXX").string();
    const int fd = ::mkstemp(name.data());
    if (fd >= 0) ::close(fd);
    path_ = name;
  }
  PidFile(const PidFile&) = delete;
  PidFile& operator=(const PidFile&) = delete;
  ~PidFile() { std::filesystem::remove(path_); }

  [[nodiscard]] const std::string& path() const { return path_; }

  /// In the order in which they wrote.
  [[nodiscard]] std::vector<pid_t> read() const {
    std::vector<pid_t> pids;
    std::ifstream file(path_);
    for (int worker = 0, pid = 0; file >> worker >> pid;) pids.push_back(pid);
    return pids;
  }

 private:
  std::string path_;
};

/// Does the process end, or has it ended? Waits far longer than a healthy machine needs.
inline bool ends(pid_t pid) {
  constexpr int long_ms = 60'000;
  const UniqueFd pidfd(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  if (!pidfd.open()) return errno == ESRCH;
  pollfd one = {pidfd.get(), POLLIN, 0};
  return ::poll(&one, 1, long_ms) == 1;
}

}  // namespace allocscale
