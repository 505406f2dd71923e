#include "harness/measure/kernel_file.hpp"

#include <charconv>

#include "harness/base/text_file.hpp"
#include "harness/runner/meter/proc_text.hpp"

namespace allocscale {

std::optional<std::int64_t> read_integer(const std::filesystem::path& path) {
  const auto text = read_text(path);
  return text ? leading_integer(*text) : std::nullopt;
}

std::optional<std::string> read_word(const std::filesystem::path& path) {
  const auto text = read_text(path);
  if (!text) return std::nullopt;
  std::string word = trimmed(*text);
  if (word.empty()) return std::nullopt;
  return word;
}

std::vector<int> parse_cpu_list(std::string_view text) {
  constexpr int most_cpus = 1 << 16;
  std::vector<int> cpus;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end && *at != '\n') {
    int first = 0;
    auto parsed = std::from_chars(at, end, first);
    if (parsed.ec != std::errc{}) return {};
    int last = first;
    if (parsed.ptr != end && *parsed.ptr == '-') parsed = std::from_chars(parsed.ptr + 1, end, last);
    if (parsed.ec != std::errc{} || first < 0 || last < first || last >= most_cpus) return {};
    for (int cpu = first; cpu <= last; ++cpu) cpus.push_back(cpu);
    at = parsed.ptr;
    if (at != end && *at == ',') ++at;
  }
  return cpus;
}

std::optional<std::int64_t> parse_cache_size(std::string_view text) {
  const auto count = leading_integer(text);
  if (!count || *count <= 0 || *count > (INT64_MAX >> 30)) return std::nullopt;
  switch (text.empty() ? '\0' : text.back()) {
    case 'K':
      return *count << 10;
    case 'M':
      return *count << 20;
    case 'G':
      return *count << 30;
    default:
      return count;
  }
}

std::optional<std::string> text_of(std::string_view text, std::string_view key) {
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    const std::string_view line = text.substr(0, newline);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && trimmed(line.substr(0, colon)) == key) {
      std::string value = trimmed(line.substr(colon + 1));
      if (!value.empty()) return value;
    }
    text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
  }
  return std::nullopt;
}

}  // namespace allocscale
