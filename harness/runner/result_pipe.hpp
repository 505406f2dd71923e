// The result of a task sent to another process, as a pool of processes returns what its workers made.
#pragma once

#include <cstdint>

namespace allocscale::runner {

/// A pipe to a process that reads everything and keeps nothing. That process starts before the measured part,
/// without a copy of this one (vfork(2)), and ends with it.
class ResultPipe {
 public:
  /// `wanted` false: there is none, and send() does nothing.
  explicit ResultPipe(bool wanted);

  /// 8 bytes for each element: what a list of integers takes without its objects. The bytes are the pipe's
  /// own, so that the list is not walked once more. Ends the process when the reader is gone.
  void send(std::uint64_t elements) const;

 private:
  int fd_ = -1;
  char* bytes_ = nullptr;
};

/// The reader: takes standard input to its end. The process's exit status.
[[nodiscard]] int drain();

}  // namespace allocscale::runner
