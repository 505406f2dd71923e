// Joins the pieces that a pipe delivers into lines.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace allocscale {

class LineSplitter {
 public:
  /// Lines longer than `longest` bytes are refused.
  explicit LineSplitter(std::size_t longest) : longest_(longest) {}

  /// Takes the next piece and hands over each line it completes, without its newline. False when a line has
  /// grown too long: what follows is ignored from then on.
  [[nodiscard]] bool feed(std::string_view piece, const std::function<void(const std::string&)>& line);

  /// The line that has not ended yet.
  [[nodiscard]] const std::string& unfinished() const { return partial_; }

 private:
  std::size_t longest_;
  std::string partial_;
  bool refused_ = false;
};

}  // namespace allocscale
