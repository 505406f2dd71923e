// Which variables of its environment does the loaded allocator obey? An allocator ignores a variable that it
// does not know in silence, so each variable is set and its effect on page faults counted.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/launch/arm_proof.hpp"
#include "harness/model/catalog.hpp"

namespace allocscale {

/// count_faults, or a fake of it.
using CountFaults = std::function<FaultCount(const Runner&, std::uint64_t bytes, std::uint64_t block_bytes)>;

/// One value of a variable, and the faults with and without it.
struct KnobTrial {
  std::string value;
  std::uint64_t bytes = 0;
  std::uint64_t block_bytes = 0;
  FaultCount without;
  FaultCount with;
  std::string failure;  // why there are no counts: the program does not run with it; empty otherwise

  /// A tenth of the pages more or fewer faults, in the first round or in a warm one.
  [[nodiscard]] bool acts() const;
};

/// What was found of one variable.
struct KnobFinding {
  std::string name;
  bool known = true;               // by the allocator's declaration
  std::optional<std::string> set;  // to what, in the caller's environment
  std::string why_not;             // why it is not tried; empty when it is
  std::vector<KnobTrial> callers;  // the caller's value at each size, up to the first where it acts
  std::vector<KnobTrial> declared;
};

/// Tries every variable that the runner declares, those of its arms and for huge pages included, in the order
/// of declaration. Then follow, untried, those of `environment` (NAME=value) that begin as a declared one
/// does, up to the first '_', and are not declared. Throws SetupError when the runner does not count faults
/// without any variable either.
[[nodiscard]] std::vector<KnobFinding> examine_knobs(const Runner& runner,
                                                     const std::vector<std::string>& environment,
                                                     const CountFaults& count);

}  // namespace allocscale
