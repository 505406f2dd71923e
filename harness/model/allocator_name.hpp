// The name of an allocator's level: the allocator as it is, or one of its policy arms, as in "glibc:retain".
// Cells, specs, stores and tables keep the text; this type is how code looks inside it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// Whether `text` is of that form, or is a KnobLevel, which has the same beginning.
[[nodiscard]] bool is_preload(std::string_view text);

/// The name and the file of a level of that form.
[[nodiscard]] PreloadLevel parse_preload(std::string_view text);

/// A level that is another one under variables of its own: "bg=jemalloc+MALLOC_CONF=background_thread:true".
/// Each further "+NAME=" begins another variable. In a value, "\\+", "\\," and "\\\\" stand for +, comma and
/// \\.
struct KnobLevel {
  std::string name;
  std::string base;                    // an allocator, an arm, or the path of a library
  std::vector<std::string> variables;  // NAME=value
};

/// Whether `text` is of that form.
[[nodiscard]] bool sets_variables(std::string_view text);

/// The parts of a level of that form.
[[nodiscard]] KnobLevel parse_knob_level(std::string_view text);

/// The text that parses to `level`.
[[nodiscard]] std::string knob_level_text(const KnobLevel& level);

}  // namespace allocscale
