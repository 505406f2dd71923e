// One open file of /proc, read again and again from its start into the caller's buffer: a system call, no
// allocation.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cstddef>
#include <string_view>

namespace allocscale {

class ProcFile {
 public:
  /// A file that cannot be opened reads as empty text.
  explicit ProcFile(const char* path) : fd_(::open(path, O_RDONLY | O_CLOEXEC)) {}
  ProcFile(const ProcFile&) = delete;
  ProcFile& operator=(const ProcFile&) = delete;
  ~ProcFile() {
    if (fd_ >= 0) ::close(fd_);
  }

  /// The first `size` bytes of the file.
  [[nodiscard]] std::string_view read(char* buffer, std::size_t size) const {
    if (fd_ < 0) return {};
    const ssize_t count = ::pread(fd_, buffer, size, 0);
    return {buffer, count > 0 ? static_cast<std::size_t>(count) : 0};
  }

 private:
  int fd_;
};

}  // namespace allocscale
