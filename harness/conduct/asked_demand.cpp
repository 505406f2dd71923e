#include "harness/conduct/asked_demand.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/conduct/run_head.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/model/sibling.hpp"

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

AskDemand with_measured_peaks(AskDemand ask, const Plan& plan, const Catalog& catalog, Store& store) {
  constexpr int enough_trials = 5;
  std::map<std::string, MeasuredPeak> peaks;  // by the cell alone
  for (const Cell& cell : plan.cells) {
    const Runner* const runner = find_runner(catalog, cell.allocator);
    if (runner == nullptr || (cell.start == StartMethod::thread && cell.workers > 1)) continue;
    const auto peak = store.measured_peak(cell, build_of(*runner), plan.design);
    if (!peak) continue;
    MeasuredPeak& known = peaks[cell_key(alone(cell))];
    known.bytes = std::max(known.bytes, peak->bytes + peak->bytes / 20);
    known.trials += peak->trials;
  }
  return [ask = std::move(ask), peaks = std::move(peaks)](const Cell& cell) {
    Demand demand = ask(cell);
    if (const auto found = peaks.find(cell_key(alone(cell))); found != peaks.end())
      demand.bytes = found->second.trials >= enough_trials ? found->second.bytes
                                                           : std::max(found->second.bytes, demand.bytes);
    return demand;
  };
}

AskWork declared_work_of(const Catalog& catalog) {
  return [&catalog, ask = remembered_demand(catalog)](const Cell& cell) -> std::optional<DeclaredWork> {
    const Runner* const runner = find_runner(catalog, cell.allocator);
    if (runner == nullptr) (void)why_missing(catalog, cell.allocator);  // throws where it could not be asked
    const KernelOffer* const kernel = runner == nullptr ? nullptr : find_kernel(*runner, cell.kernel);
    if (kernel == nullptr || kernel->facts.kind == KernelKind::program) return std::nullopt;
    return ask(cell).work;
  };
}

}  // namespace allocscale
