#include "harness/base/path_component.hpp"

#include <algorithm>

#include "harness/base/clean_text.hpp"
#include "harness/base/file_hash.hpp"

namespace allocscale {
namespace {

constexpr std::size_t most_bytes = 80;
constexpr std::size_t hash_digits = 8;

}  // namespace

std::string path_component(std::string_view text) {
  std::string component = clean_line(text, '_');
  std::replace(component.begin(), component.end(), '/', '_');
  if (component.empty()) return "_";
  if (component.front() == '.') component.front() = '_';
  if (component.size() <= most_bytes) return component;
  return cut_text(component, most_bytes - hash_digits - 1) + "~" + hash_text(text).substr(0, hash_digits);
}

}  // namespace allocscale
