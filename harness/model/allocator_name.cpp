#include "harness/model/allocator_name.hpp"

namespace allocscale {
namespace {

constexpr char before_arm = ':';
constexpr char before_file = '=';

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

}  // namespace allocscale
