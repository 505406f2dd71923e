// The time that a program reports of itself, in a line of its output: "allocscale: seconds=1.234".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace allocscale::starter {

inline constexpr std::string_view reported_time_begin = "allocscale: seconds=";

class ReportedTime {
 public:
  /// Takes what the stream holds next. Returns what of it is no line that reports a time.
  [[nodiscard]] std::string pass(std::string_view text);
  /// At the end of the stream: what pass() has kept back.
  [[nodiscard]] std::string finish();

  /// Of the last such line, ns; absent where there was none, or where it held no time above 0.
  [[nodiscard]] std::optional<std::int64_t> ns() const { return ns_; }

 private:
  enum class Where { begin, text, value };

  void take_value();

  Where where_ = Where::begin;
  std::string kept_;  // of a line: what may become, or is, one that reports a time
  std::optional<std::int64_t> ns_;
};

}  // namespace allocscale::starter
