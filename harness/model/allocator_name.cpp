#include "harness/model/allocator_name.hpp"

namespace allocscale {
namespace {

constexpr char before_arm = ':';
constexpr char before_file = '=';
constexpr char before_variable = '+';
constexpr char escape = '\\';

bool begins_name(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_of_name(char c) { return begins_name(c) || (c >= '0' && c <= '9'); }

// Where the next "+NAME=" begins that is not escaped.
std::size_t find_variable(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == escape) {
      ++at;
      continue;
    }
    if (text[at] != before_variable || at + 1 == text.size() || !begins_name(text[at + 1])) continue;
    std::size_t end = at + 1;
    while (end < text.size() && is_of_name(text[end])) ++end;
    if (end < text.size() && text[end] == before_file) return at;
  }
  return std::string_view::npos;
}

std::size_t after_level_name(std::string_view text) {
  const std::size_t equals = text.find(before_file);
  return equals == std::string_view::npos ? text.size() : equals + 1;
}

bool is_escaped(char c) { return c == before_variable || c == ',' || c == escape; }

std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == escape && at + 1 < text.size() && is_escaped(text[at + 1])) ++at;
    plain += text[at];
  }
  return plain;
}

std::string escaped(std::string_view text) {
  std::string all;
  for (const char c : text) {
    if (is_escaped(c)) all += escape;
    all += c;
  }
  return all;
}

}  // namespace

AllocatorName parse_allocator(std::string_view text) {
  const std::size_t at = text.find(before_arm);
  if (at == std::string_view::npos) return {std::string(text)};
  return {std::string(text.substr(0, at)), std::string(text.substr(at + 1))};
}

std::string text_of(const AllocatorName& name) {
  return name.arm ? name.base + before_arm + *name.arm : name.base;
}

bool is_arm(std::string_view text) { return parse_allocator(text).arm.has_value(); }

bool keeps_memory(std::string_view text) { return parse_allocator(text).arm == retain_arm; }

bool is_preload(std::string_view text) { return text.find(before_file) != std::string_view::npos; }

PreloadLevel parse_preload(std::string_view text) {
  const std::size_t at = text.find(before_file);
  return {parse_allocator(text.substr(0, at)), std::string(text.substr(at + 1))};
}

bool sets_variables(std::string_view text) {
  return find_variable(text, after_level_name(text)) != std::string_view::npos;
}

KnobLevel parse_knob_level(std::string_view text) {
  const std::size_t from = after_level_name(text);
  std::size_t at = find_variable(text, from);
  KnobLevel level;
  level.name = text.substr(0, from - 1);
  level.base = text.substr(from, at - from);
  while (at != std::string_view::npos) {
    const std::size_t next = find_variable(text, at + 1);
    level.variables.push_back(unescaped(text.substr(at + 1, next - at - 1)));
    at = next;
  }
  return level;
}

std::string knob_level_text(const KnobLevel& level) {
  std::string text = level.name + before_file + level.base;
  for (const std::string& variable : level.variables) text += before_variable + escaped(variable);
  return text;
}

}  // namespace allocscale
