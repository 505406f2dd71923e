// Says in words what was found of an allocator's environment variables.
#pragma once

#include <string>
#include <vector>

#include "harness/launch/knob_probe.hpp"

namespace allocscale {

/// Text: the variable's name, whether and to what it is set, what each value tried did, what to do. A
/// variable that is set is marked with '!'. `known_names`: of the allocator's variables, to suggest the
/// nearest one.
[[nodiscard]] std::string render(const KnobFinding& finding, const std::vector<std::string>& known_names);

/// One line where the variable of a level shows no effect, or cannot be tried; empty where it is obeyed.
/// `runner`: the allocator without the variable.
[[nodiscard]] std::string doubt(const KnobFinding& finding, const Runner& runner);

}  // namespace allocscale
