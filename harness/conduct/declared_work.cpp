#include "harness/conduct/declared_work.hpp"

#include <optional>

#include "harness/conduct/remembered_demand.hpp"

namespace allocscale {

AskWork declared_work_of(const Catalog& catalog) {
  return [&catalog, ask = remembering(catalog)](const Cell& cell) -> std::optional<DeclaredWork> {
    const Runner* const runner = find_runner(catalog, cell.allocator);
    if (runner == nullptr || find_kernel(*runner, cell.kernel) == nullptr) return std::nullopt;
    return ask(cell).work;
  };
}

}  // namespace allocscale
