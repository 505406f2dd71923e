// The end of a page: machine, allocators, what was run, how it was measured, and how to read it.
#pragma once

#include <string>

#include "harness/analysis/findings.hpp"

namespace allocscale {

/// `figures_left_out` follows the words on figures: why some are not there.
[[nodiscard]] std::string html_method(const Findings& findings, const std::string& figures_left_out);

}  // namespace allocscale
