// What `doctor` prints of a machine.
#pragma once

#include <span>
#include <string>

#include "harness/model/circumstance.hpp"

namespace allocscale {

/// The findings, a line each in the order given, and what to do next. A finding is a circumstance that moves
/// results, or one that has an advice: something is not measured here. Where there is none, one line says so.
[[nodiscard]] std::string doctor_findings(std::span<const Circumstance> circumstances);

/// Every circumstance: its state with a '!' before those that disturb, its effect, its advice. The last line
/// counts those that disturb.
[[nodiscard]] std::string doctor_circumstances(std::span<const Circumstance> circumstances);

}  // namespace allocscale
