#include "harness/conduct/remembered_demand.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "harness/launch/discovery.hpp"

namespace allocscale {

AskDemand remembering(const Catalog& catalog) {
  using Question = std::pair<std::string, std::vector<std::string>>;  // allocator, words
  return [&catalog, known = std::make_shared<std::map<Question, Demand>>()](const Cell& cell) {
    const Question question(cell.allocator, demand_words(cell));
    const auto found = known->find(question);
    if (found != known->end()) return found->second;
    return known->emplace(question, ask_demand(*find_runner(catalog, cell.allocator), cell)).first->second;
  };
}

}  // namespace allocscale
