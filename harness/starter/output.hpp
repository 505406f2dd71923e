// The starter's standard output, which speaks the runners' protocol (harness/protocol/message.hpp).
#pragma once

#include <string_view>

#include "harness/runner/line_writer.hpp"

namespace allocscale::starter {

/// The one writer on standard output.
[[nodiscard]] runner::LineWriter& output();

/// Writes an error line and ends the process at once with `status`.
[[noreturn]] void fail(std::string_view reason, std::string_view message, int status);

}  // namespace allocscale::starter
