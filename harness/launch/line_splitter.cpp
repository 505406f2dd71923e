#include "harness/launch/line_splitter.hpp"

namespace allocscale {

bool LineSplitter::feed(std::string_view piece, const std::function<void(const std::string&)>& line) {
  while (!refused_ && !piece.empty()) {
    const std::size_t newline = piece.find('\n');
    const std::string_view part = piece.substr(0, newline);
    if (partial_.size() + part.size() > longest_) {
      refused_ = true;
      break;
    }
    partial_ += part;
    if (newline == std::string_view::npos) break;
    piece.remove_prefix(newline + 1);
    line(partial_);
    partial_.clear();
  }
  return !refused_;
}

}  // namespace allocscale
