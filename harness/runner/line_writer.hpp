// Writes one JSON object per line into its caller's buffer and out through a file descriptor: no allocation,
// no locale, no stdio.
#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace allocscale::runner {

class LineWriter {
 public:
  /// A line longer than `buffer` is not written.
  constexpr LineWriter(int fd, std::span<char> buffer) : fd_(fd), buffer_(buffer) {}

  /// Starts an object: {"event":"sample"
  void begin(std::string_view event);
  void field(std::string_view name, std::int64_t value);
  void field(std::string_view name, std::string_view text);
  /// 16 hex digits in quotes: JSON readers keep 53 bits of a number.
  void hex_field(std::string_view name, std::uint64_t value);
  /// Opens a nested array or object under a name, or without one inside an array.
  void open(std::string_view name, char bracket);
  void open(char bracket);
  /// A number of the array that is open.
  void item(std::int64_t value);
  void close(char bracket);
  /// Ends the object and its line, and writes it out. False when the reader is gone or a value did not fit.
  bool end();

 private:
  void put(std::string_view text);
  void put_number(std::int64_t value);
  void put_quoted(std::string_view text);
  void separate();
  void name(std::string_view name);

  int fd_;
  std::span<char> buffer_;
  bool first_ = true;
  bool overflow_ = false;
  std::size_t used_ = 0;
};

}  // namespace allocscale::runner
