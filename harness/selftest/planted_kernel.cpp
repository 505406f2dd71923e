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

constexpr std::array<PlantedKernel, 9> kernels = {{
    {null_kernel, "nothing", nothing, std::nullopt},
    {"planted-tax", "a tax, alone and together", nothing, std::nullopt},
    {"planted-work", "time for every request to the allocator", work, Suspect::allocator_work},
    {"planted-faults", "pages touched for the first time", faults, Suspect::page_faults},
    {"planted-counts", "time for every count written", counts, Suspect::reference_counts},
    {"planted-pointers", "time for every pointer followed", pointers, Suspect::indirection},
    {mixed_kernel, "half of work, half of faults", mixed, std::nullopt},
    {"planted-stream", "bytes streamed from memory", stream, std::nullopt, "stream"},
    {"planted-lock", "a lock held by one at a time", lock, std::nullopt},
}};

constexpr PlantedKernel competitor = {"a competitor", "a process on the first worker's CPU", machine,
                                      std::nullopt};

}  // namespace

std::span<const PlantedKernel> planted_kernels() { return kernels; }

const PlantedKernel& competitor_plant() { return competitor; }

const PlantedKernel* find_planted(std::string_view kernel) {
  const auto found = std::find_if(kernels.begin(), kernels.end(),
                                  [&](const PlantedKernel& one) { return one.name == kernel; });
  return found == kernels.end() ? nullptr : &*found;
}

}  // namespace allocscale
