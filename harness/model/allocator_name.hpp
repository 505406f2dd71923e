// The name of an allocator's level: the allocator as it is, or one of its policy arms, as in "glibc:retain".
// Cells, specs, stores and tables keep the text; this type is how code looks inside it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace allocscale {

/// The arm under which freed memory stays mapped and touched.
inline constexpr const char* retain_arm = "retain";

struct AllocatorName {
  std::string base;
  std::optional<std::string> arm = {};  // absent: the allocator as it is

  friend bool operator==(const AllocatorName&, const AllocatorName&) = default;
};

/// "glibc:retain" is the arm "retain" of "glibc"; "glibc" has no arm. Every text is a name.
[[nodiscard]] AllocatorName parse_allocator(std::string_view text);

/// The text that parses to `name`.
[[nodiscard]] std::string text_of(const AllocatorName& name);

/// Whether `text` names a policy arm.
[[nodiscard]] bool is_arm(std::string_view text);

/// Whether `text` names the arm that keeps freed memory.
[[nodiscard]] bool keeps_memory(std::string_view text);

/// A level that is a library to preload: "mine=/path/to/lib.so", or "mine:eager=/path/to/lib.so".
struct PreloadLevel {
  AllocatorName name;
  std::string file;
};

/// Whether `text` is of that form.
[[nodiscard]] bool is_preload(std::string_view text);

/// The name and the file of a level of that form.
[[nodiscard]] PreloadLevel parse_preload(std::string_view text);

}  // namespace allocscale
