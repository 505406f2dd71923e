#include "harness/microbench/document.hpp"

#include <algorithm>
#include <stdexcept>

namespace allocscale::microbench {
namespace {

// As JSONReporter writes them around the benchmarks (src/json_reporter.cc).
constexpr std::string_view json_begin = "\"benchmarks\": [\n";
constexpr std::string_view json_end = "\n  ]\n}\n";

std::string_view without_lines(std::string_view text, int lines) {
  for (; lines > 0 && !text.empty(); --lines)
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text;
}

}  // namespace

std::string document_part(std::string_view format, std::string_view whole, bool first) {
  if (format != "json") return std::string(first ? whole : without_lines(whole, format == "csv" ? 1 : 3));
  const std::size_t begin = whole.find(json_begin);
  if (begin == std::string_view::npos || !whole.ends_with(json_end))
    throw std::runtime_error("a benchmark process wrote no valid result");
  whole.remove_suffix(json_end.size());
  return first ? std::string(whole) : ",\n" + std::string(whole.substr(begin + json_begin.size()));
}

std::string document_end(std::string_view format, bool empty) {
  if (format != "json") return "";
  return empty ? "{\n  \"context\": {},\n  \"benchmarks\": []\n}\n" : std::string(json_end);
}

}  // namespace allocscale::microbench
