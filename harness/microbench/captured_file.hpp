// A file without a name that a child process writes and its parent reads.
#pragma once

#include <string>

#include "harness/base/unique_fd.hpp"

namespace allocscale::microbench {

class CapturedFile {
 public:
  /// Throws std::system_error when the system gives no file.
  CapturedFile();
  /// As the child, which inherits the descriptor, opens it.
  [[nodiscard]] std::string path_in_child() const;
  [[nodiscard]] int fd() const { return fd_.get(); }
  [[nodiscard]] std::string text() const;

 private:
  UniqueFd fd_;
};

}  // namespace allocscale::microbench
