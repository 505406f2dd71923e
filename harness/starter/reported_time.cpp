#include "harness/starter/reported_time.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace allocscale::starter {
namespace {

constexpr std::size_t longest_value = 64;
constexpr double most_seconds = 1e9;

}  // namespace

std::string ReportedTime::pass(std::string_view text) {
  std::string others;
  while (!text.empty()) {
    if (where_ == Where::text) {
      const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
      others += text.substr(0, size);
      if (text[size - 1] == '\n') where_ = Where::begin;
      text.remove_prefix(size);
      continue;
    }
    const char c = text.front();
    text.remove_prefix(1);
    if (where_ == Where::value) {
      if (c == '\n')
        take_value();
      else if (kept_.size() < longest_value)
        kept_ += c;
      continue;
    }
    kept_ += c;
    if (kept_ == reported_time_begin) {
      kept_.clear();
      where_ = Where::value;
    } else if (!reported_time_begin.starts_with(kept_)) {
      others += std::exchange(kept_, {});
      where_ = c == '\n' ? Where::begin : Where::text;
    }
  }
  return others;
}

std::string ReportedTime::finish() {
  if (where_ == Where::value) take_value();
  return std::exchange(kept_, {});
}

void ReportedTime::take_value() {
  double seconds = 0;
  const char* const end = kept_.data() + kept_.size();
  const auto [rest, error] = std::from_chars(kept_.data(), end, seconds);
  const bool is_time = error == std::errc{} && std::all_of(rest, end, [](char c) { return c == '\r'; }) &&
                       seconds > 0 && seconds < most_seconds;
  ns_.reset();
  if (is_time) ns_ = std::max<std::int64_t>(1, static_cast<std::int64_t>(seconds * 1e9));
  kept_.clear();
  where_ = Where::begin;
}

}  // namespace allocscale::starter
