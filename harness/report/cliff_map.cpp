#include "harness/report/cliff_map.hpp"

#include <fmt/format.h>

#include "harness/base/clean_text.hpp"
#include "harness/base/quantity.hpp"
#include "harness/report/number_text.hpp"

namespace allocscale {
namespace {

std::string size_text(std::uint64_t bytes) { return format_bytes(static_cast<double>(bytes)); }

std::string round_text(const FaultRound& round) {
  return fmt::format("{} of {}", format_count(static_cast<double>(round.faults)),
                     format_count(static_cast<double>(round.pages)));
}

// "5.3.0" of jemalloc's "5.3.0-0-g54eaed1…".
std::string short_version(const std::string& version) { return version.substr(0, version.find('-')); }

std::string row(const CliffLine& line, const std::string& what, const std::string& below,
                const std::string& above) {
  return fmt::format("| {} {} | {} | {} | {} | {} |\n", clean_line(line.allocator),
                     clean_line(short_version(line.version)),
                     line.use == BufferUse::growing ? "growing" : "one, again and again", what, below, above);
}

std::string rows(const CliffLine& line) {
  std::string text;
  if (line.smallest.gives_back())
    text += row(line, fmt::format("{} or less", size_text(line.smallest.bytes)), absent_text,
                round_text(line.smallest));
  for (const Cliff& cliff : line.cliffs)
    text += row(
        line,
        fmt::format("{}{}", size_text(cliff.above.bytes), cliff.above.gives_back() ? "" : ": keeps it again"),
        round_text(cliff.below), round_text(cliff.above));
  if (text.empty()) text = row(line, "none to " + size_text(line.to_bytes), absent_text, absent_text);
  return text;
}

}  // namespace

std::string cliff_map(std::span<const CliffLine> lines) {
  std::string text =
      "| allocator | buffer | gives memory back from | faults "
      "of a round just below, of pages | just above |\n"
      "|---|---|---|---:|---:|\n";
  for (const CliffLine& line : lines) text += rows(line);
  return text;
}

}  // namespace allocscale
