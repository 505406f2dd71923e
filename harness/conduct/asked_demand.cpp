#include "harness/conduct/asked_demand.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/launch/discovery.hpp"

namespace allocscale {

AskDemand remembered_demand(const Catalog& catalog) {
  using Question = std::pair<std::string, std::vector<std::string>>;  // allocator, words
  return [&catalog, known = std::make_shared<std::map<Question, Demand>>()](const Cell& cell) {
    const Question question(cell.allocator, demand_words(cell));
    const auto found = known->find(question);
    if (found != known->end()) return found->second;
    return known->emplace(question, ask_demand(*find_runner(catalog, cell.allocator), cell)).first->second;
  };
}

AskWork declared_work_of(const Catalog& catalog) {
  return [&catalog, ask = remembered_demand(catalog)](const Cell& cell) -> std::optional<DeclaredWork> {
    const Runner* const runner = find_runner(catalog, cell.allocator);
    if (runner == nullptr) (void)why_missing(catalog, cell.allocator);  // throws where it could not be asked
    if (runner == nullptr || find_kernel(*runner, cell.kernel) == nullptr) return std::nullopt;
    return ask(cell).work;
  };
}

}  // namespace allocscale
