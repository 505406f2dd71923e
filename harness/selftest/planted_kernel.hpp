// The planted kernels: the cause that each has, and the names that are right for it.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "harness/attribution/naming.hpp"
#include "harness/attribution/suspect.hpp"

namespace allocscale {

/// One planted kernel.
struct PlantedKernel {
  std::string_view name;                 // of the kernel
  std::span<const Named> right;          // the causes that may be named
  std::optional<Suspect> dosed;          // the suspect whose value must follow the dose
  std::string_view excusing_probe = {};  // where this probe loses nothing, neither does the kernel; or empty
};

/// The kernel with nothing planted, which the others are compared with.
inline constexpr std::string_view null_kernel = "planted-null";
/// The kernel with two causes, half of each.
inline constexpr std::string_view mixed_kernel = "planted-mixed";

/// Every planted kernel, in the order of a report.
[[nodiscard]] std::span<const PlantedKernel> planted_kernels();

[[nodiscard]] bool is_planted(std::string_view kernel);

/// The cause that is no kernel: a process that competes for the first worker's CPU.
[[nodiscard]] const PlantedKernel& competitor_plant();

}  // namespace allocscale
