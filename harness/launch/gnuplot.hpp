// Draws pictures by gnuplot, a program that need not be installed.
#pragma once

#include <string>

namespace allocscale {

/// What gnuplot writes to its standard output when it runs the script. It reads no settings of the user, and
/// has 30 s. Throws SetupError: it is not in PATH, or it failed.
[[nodiscard]] std::string drawn_by_gnuplot(const std::string& script);

}  // namespace allocscale
