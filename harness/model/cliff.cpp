#include "harness/model/cliff.hpp"

namespace allocscale {

std::optional<std::uint64_t> cliff_below(const CliffLine& line, std::uint64_t bytes) {
  const FaultRound* last = &line.smallest;
  for (const Cliff& cliff : line.cliffs)
    if (cliff.above.bytes <= bytes) last = &cliff.above;
  if (last->bytes > bytes || !last->gives_back()) return std::nullopt;
  return last->bytes;
}

}  // namespace allocscale
