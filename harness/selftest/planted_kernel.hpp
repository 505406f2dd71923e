// What was planted where, and what must therefore be named.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "harness/attribution/naming.hpp"
#include "harness/attribution/suspect.hpp"

namespace allocscale {

struct PlantedKernel {
  std::string_view name;  // of the kernel
  std::span<const Named> right;
  std::optional<Suspect> dosed;          // whose value must follow the dose
  std::string_view excusing_probe = {};  // at whose roof nothing is lost on some machines; empty: none
};

/// The kernel with nothing planted, which the others are compared with.
inline constexpr std::string_view null_kernel = "planted-null";
/// Two causes, half of each.
inline constexpr std::string_view mixed_kernel = "planted-mixed";

/// Every planted kernel, in the order of a report.
[[nodiscard]] std::span<const PlantedKernel> planted_kernels();

/// The plant that is no kernel: a process that competes for the first worker's CPU.
[[nodiscard]] const PlantedKernel& competitor_plant();

/// nullptr for a kernel that is none of them.
[[nodiscard]] const PlantedKernel* find_planted(std::string_view kernel);

}  // namespace allocscale
