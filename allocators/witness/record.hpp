// Composes a record (harness/protocol/witness_record.hpp) in static memory and appends it to a file, inside
// somebody else's program: nothing here allocates, fails aloud, raises a signal, leaves a descriptor open or
// changes errno.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "harness/protocol/witness_record.hpp"

namespace allocscale::witness {

/// One record, composed in the room that it is given: a multiple of record_step, at most longest_record. What
/// does not fit is left out.
class Record {
 public:
  constexpr explicit Record(std::span<char> room) : room_(room) {}

  /// Begins a record of the calling process: head, executable, name of the thread.
  void begin(protocol::RecordKind kind);
  /// Makes it the same record of another process, the one that calls. The name of the thread stays.
  void begin_again(protocol::RecordKind kind);

  /// Cut to `most` bytes. False, and nothing is added, where it does not fit.
  bool add_text(std::string_view text, std::size_t most = 1024);
  bool add_bytes(const void* bytes, std::size_t count);
  template <class Number>
  bool add(const Number& number) {
    return add_bytes(&number, sizeof number);
  }

  /// Where the next addition goes, and a number put over an earlier place of this kind.
  [[nodiscard]] std::size_t place() const { return used_; }
  void put_over(std::size_t place, std::uint16_t number);

  /// Completes it and appends it to the regular file by one write. A file that is not there is not made.
  void append_to(const char* file);

 private:
  std::span<char> room_;
  std::size_t used_ = 0;
};

/// The path of the executable, written into `room`; the path that it was called by where /proc is not there.
[[nodiscard]] std::string_view executable_path(char* room, std::size_t bytes);

/// What the kernel says of the system calls that this process may make (PR_GET_SECCOMP). Another answer than
/// before: the program has given up some, and a call that it may not make could end it.
[[nodiscard]] int call_filter();

/// Copies the file's name that the variable holds into `room`. False where it holds none, or one too long.
[[nodiscard]] bool copy_file_name(const char* variable, char* room, std::size_t bytes);

}  // namespace allocscale::witness
