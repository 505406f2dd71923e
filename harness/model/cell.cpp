#include "harness/model/cell.hpp"

#include <fmt/format.h>

#include "harness/base/quantity.hpp"
#include "harness/model/factor.hpp"

namespace allocscale {

std::string task_name(const std::string& kernel, std::uint64_t size) {
  return size == 0 ? kernel : fmt::format("{} of {}", kernel, format_count(static_cast<double>(size)));
}

std::string placement_name(Placement placement) {
  Cell cell;
  cell.placement = placement;
  return std::string(level_of(find_factor("placement"), cell));
}

std::string cell_key(const Cell& cell) {
  std::string key = fmt::format(
      "kernel={} layout={} allocator={} size={} workers={} placement={} iterations={}", cell.kernel,
      cell.layout, cell.allocator, cell.size, cell.workers, placement_name(cell.placement), cell.iterations);
  for (const Factor& factor : factors())
    if (factor.name != "placement" && !at_default(factor, cell))
      key += fmt::format(" {}={}", factor.name, level_of(factor, cell));
  return key;
}

}  // namespace allocscale
