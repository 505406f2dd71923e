#include "harness/selftest/planted_kernel.hpp"

#include <algorithm>
#include <array>

namespace allocscale {
namespace {

constexpr std::array nothing = {Named::no_loss};
constexpr std::array work = {Named::allocator_work};
constexpr std::array faults = {Named::page_faults};
constexpr std::array counts = {Named::reference_counts};
constexpr std::array pointers = {Named::indirection};
constexpr std::array stream = {Named::bandwidth, Named::residual};
constexpr std::array lock = {Named::residual};
constexpr std::array mixed = {Named::page_faults, Named::allocator_work, Named::several};
constexpr std::array machine = {Named::machine};

constexpr std::array<PlantedKernel, 9> known_kernels = {{
    {null_kernel, nothing, std::nullopt},
    {"planted-tax", nothing, std::nullopt},
    {"planted-work", work, Suspect::allocator_work},
    {"planted-faults", faults, Suspect::page_faults},
    {"planted-counts", counts, Suspect::reference_counts},
    {"planted-pointers", pointers, Suspect::indirection},
    {mixed_kernel, mixed, std::nullopt},
    {"planted-stream", stream, std::nullopt, "stream"},
    {"planted-lock", lock, std::nullopt},
}};

constexpr PlantedKernel competitor = {"a competitor", machine, std::nullopt};

}  // namespace

std::span<const PlantedKernel> planted_kernels() { return known_kernels; }

bool is_planted(std::string_view kernel) {
  return std::any_of(known_kernels.begin(), known_kernels.end(),
                     [&](const PlantedKernel& planted) { return planted.name == kernel; });
}

const PlantedKernel& competitor_plant() { return competitor; }

}  // namespace allocscale
