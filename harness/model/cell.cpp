#include "harness/model/cell.hpp"

#include <fmt/format.h>

namespace allocscale {

std::string placement_name(Placement placement) {
  switch (placement) {
    case Placement::compact:
      return "compact";
    case Placement::scatter:
      return "scatter";
    case Placement::no_smt:
      return "no-smt";
    case Placement::none:
      return "none";
  }
  return "?";
}

std::string cell_key(const Cell& cell) {
  return fmt::format("kernel={} layout={} allocator={} size={} workers={} placement={} iterations={}",
                     cell.kernel, cell.layout, cell.allocator, cell.size, cell.workers,
                     placement_name(cell.placement), cell.iterations);
}

}  // namespace allocscale
