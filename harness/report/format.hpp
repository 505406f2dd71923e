// An output format turns findings into one document. A new format is one new file in formats/.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "harness/analysis/findings.hpp"

namespace allocscale {

/// What the terminal or file that receives the output can show. Only the text format looks at it.
struct RenderOptions {
  int columns = 120;    // width of the terminal, in characters
  bool colour = false;  // ANSI colours on verdict words
  bool unicode = true;  // ×, µ, ±, –; else x, u, +-, -
};

/// formats/NAME.cpp defines `extern const Format NAME` in namespace allocscale::formats.
struct Format {
  std::string_view name;       // as in --format
  std::string_view extension;  // of its file under results/, without the dot
  std::string_view meaning;    // one sentence
  std::string (*render)(const Findings& findings, const RenderOptions& options);
};

/// Every format of this build, ordered by name.
[[nodiscard]] std::span<const Format* const> all_formats();

/// Throws RequestError, naming the nearest valid format, when there is none of that name.
[[nodiscard]] const Format& find_format(std::string_view name);

}  // namespace allocscale
