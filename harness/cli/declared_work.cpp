#include "harness/cli/declared_work.hpp"

#include <optional>

#include "harness/cli/remembered_demand.hpp"

namespace allocscale {

Hearsay hearsay_of(const Catalog& catalog) {
  return {[&catalog, ask = remembering(catalog)](const Cell& cell) {
    return find_runner(catalog, cell.allocator) == nullptr ? std::nullopt : ask(cell).work;
  }};
}

}  // namespace allocscale
