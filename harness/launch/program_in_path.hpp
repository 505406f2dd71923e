// Where a program is that need not be installed.
#pragma once

#include <string>

namespace allocscale {

/// The path of the first program of this name in the absolute folders of PATH: one of the working folder is
/// none that the user has installed. Empty where there is none.
[[nodiscard]] std::string program_in_path(const std::string& name);

}  // namespace allocscale
