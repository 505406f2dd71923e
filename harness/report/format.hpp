// An output format turns the report of a run into one document. A new format is one new file in formats/.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "harness/report/report.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {

/// One output format. formats/NAME.cpp defines `extern const Format NAME` in namespace allocscale::formats.
struct Format {
  std::string_view name;       // as in --format
  std::string_view extension;  // of its file under results/, without the dot
  std::string_view meaning;    // one sentence
  std::string (*render)(const Report& report,
                        const TerminalStyle& style);  // md looks at `wide` only, csv at nothing
};

/// Every format of this build, ordered by name.
[[nodiscard]] std::span<const Format* const> all_formats();

/// Throws RequestError, naming the nearest valid format, when there is none of that name.
[[nodiscard]] const Format& find_format(std::string_view name);

}  // namespace allocscale
