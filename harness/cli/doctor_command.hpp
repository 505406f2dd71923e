// `allocscale doctor`: what about this machine will move results, and what to do about it.
#pragma once

#include <string>
#include <vector>

#include "harness/measure/doctor.hpp"

namespace allocscale {

/// Prints every circumstance; changes nothing.
void doctor();

/// Text: three lines each, those that disturb marked with '!', then how many there are.
[[nodiscard]] std::string render(const std::vector<Circumstance>& circumstances);

}  // namespace allocscale
