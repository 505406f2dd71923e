#include "harness/attribution/counted.hpp"

#include <algorithm>
#include <cstddef>

namespace allocscale {
namespace {

const Counted* find(const std::vector<Counted>& counted, PhaseMetric metric) {
  const auto found = std::find_if(counted.begin(), counted.end(),
                                  [metric](const Counted& one) { return one.metric == metric; });
  return found == counted.end() ? nullptr : &*found;
}

bool is_more(const Counted* counted, double margin) { return counted && counted->ratio.low > 1 + margin; }

bool is_as_it_was(const Counted* counted, double margin) {
  return counted && counted->ratio.low >= 1 - margin && counted->ratio.high <= 1 + margin;
}

std::string event_name(PhaseMetric metric, const std::vector<AskedEvent>& asked) {
  for (std::size_t i = 0; i < asked.size(); ++i)
    if (asked_event_metrics.at(i) == metric) return asked[i].name;
  return metric == PhaseMetric::llc_misses ? "last-level misses" : std::string(metric_info(metric).name);
}

}  // namespace

std::vector<Counted> counted_of(const TaskCells& task, const Subject& subject,
                                std::optional<std::int64_t> operations,
                                const std::vector<AskedEvent>& asked) {
  std::vector<Counted> counted;
  const bool per_operation = operations && *operations > 0;
  const double divisor = per_operation ? static_cast<double>(*operations) : 1;
  for (std::size_t i = 0; i < counted_metrics.size(); ++i) {
    const auto event = [i](const TrialRecord& record) { return record.counted.at(i); };
    const auto of = [&](int workers) {
      return block_means(task.at({subject.layout, subject.allocator, workers}), event);
    };
    std::vector<double> alone, together, ratios;
    for (const auto& [one, many] : in_common(of(1), of(subject.workers))) {
      if (one <= 0 || many <= 0) continue;
      alone.push_back(one / divisor);
      together.push_back(many / divisor);
      ratios.push_back(many / one);
    }
    const auto mean_alone = geometric_interval(alone, 0.95),
               mean_together = geometric_interval(together, 0.95), ratio = geometric_interval(ratios, 0.95);
    if (mean_alone && mean_together && ratio)
      counted.push_back({counted_metrics.at(i), event_name(counted_metrics.at(i), asked), per_operation,
                         mean_alone->estimate, mean_together->estimate, *ratio});
  }
  return counted;
}

CountedFinding counted_finding(const std::vector<Counted>& counted, double margin) {
  const Counted* const instructions = find(counted, PhaseMetric::instructions);
  if (is_more(instructions, margin)) return CountedFinding::more_work;
  if (!is_as_it_was(instructions, margin) || !is_more(find(counted, PhaseMetric::cycles), margin))
    return CountedFinding::nothing;
  return is_more(find(counted, PhaseMetric::llc_misses), margin) ? CountedFinding::missing_more
                                                                 : CountedFinding::slower_work;
}

}  // namespace allocscale
