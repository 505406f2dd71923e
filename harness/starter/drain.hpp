// One of the command's output streams: read to its end, hashed, and dropped but for its tail.
#pragma once

#include <xxhash.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "harness/starter/reported_time.hpp"

namespace allocscale::starter {

class Drain {
 public:
  /// Makes the pipe. Ends the process with an error line where there is none. What `reported` takes for
  /// itself is no part of the stream; nullptr: it takes nothing.
  explicit Drain(ReportedTime* reported = nullptr);
  Drain(const Drain&) = delete;
  Drain& operator=(const Drain&) = delete;
  ~Drain();

  /// Where the command writes; to be closed here once it runs.
  [[nodiscard]] int writing_fd() const { return writing_; }
  void close_writing();
  /// For poll; -1 once the stream has ended.
  [[nodiscard]] int reading_fd() const { return reading_; }
  /// Reads what is there now, at most 1 MiB. False when there was nothing, or the stream has ended.
  bool take();

  /// Of all bytes so far: XXH3, 64 bits.
  [[nodiscard]] std::uint64_t hash() const { return ::XXH3_64bits_digest(&state_); }
  /// The last line that is not blank, at most 200 bytes of it, clean of control characters.
  [[nodiscard]] std::string last_line() const;

 private:
  void add(std::string_view text);

  ReportedTime* reported_;
  int reading_ = -1;
  int writing_ = -1;
  std::string tail_;
  XXH3_state_t state_;
};

}  // namespace allocscale::starter
