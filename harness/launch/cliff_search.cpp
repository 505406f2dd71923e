#include "harness/launch/cliff_search.hpp"

#include <cmath>
#include <optional>

#include "harness/launch/arm_proof.hpp"

namespace allocscale {
namespace {

constexpr std::uint64_t element_bytes = 8;
constexpr double resolution = 1.05;

std::uint64_t whole_elements(double bytes) {
  return static_cast<std::uint64_t>(std::llround(bytes / element_bytes)) * element_bytes;
}

bool close_enough(const Cliff& cliff) {
  return static_cast<double>(cliff.above.bytes) <= resolution * static_cast<double>(cliff.below.bytes);
}

Cliff narrowed(Cliff cliff, const ProbeRound& probe) {
  while (!close_enough(cliff)) {
    const double mean =
        std::sqrt(static_cast<double>(cliff.below.bytes) * static_cast<double>(cliff.above.bytes));
    const FaultRound middle = probe(whole_elements(mean));
    (middle.gives_back() == cliff.below.gives_back() ? cliff.below : cliff.above) = middle;
  }
  return cliff;
}

}  // namespace

std::vector<std::uint64_t> cliff_ladder(std::uint64_t from, std::uint64_t to) {
  std::vector<std::uint64_t> rungs;
  for (int half_octave = 0;; ++half_octave) {
    const std::uint64_t rung = whole_elements(static_cast<double>(from) * std::pow(2, half_octave / 2.0));
    if (rung >= to) break;
    rungs.push_back(rung);
  }
  rungs.push_back(to);
  return rungs;
}

CliffsFound search_cliffs(const std::vector<std::uint64_t>& ladder, const ProbeRound& probe) {
  CliffsFound found;
  std::optional<FaultRound> below;
  for (const std::uint64_t rung : ladder) {
    const FaultRound here = probe(rung);
    if (!below)
      found.smallest = here;
    else if (below->gives_back() != here.gives_back())
      found.cliffs.push_back(narrowed({*below, here}, probe));
    below = here;
  }
  return found;
}

FaultRound probe_round(const Runner& runner, BufferUse use, std::uint64_t bytes) {
  const FaultCount seen =
      use == BufferUse::growing ? count_growing_faults(runner, bytes) : count_faults(runner, bytes, bytes);
  return {bytes, seen.pages, seen.last};
}

}  // namespace allocscale
