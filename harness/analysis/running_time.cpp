#include "harness/analysis/running_time.hpp"

#include <algorithm>

namespace allocscale {

bool judges_running_time(const Cell& cell, int capacity) {
  return cell.workers <= capacity && cell.placement != Placement::none;
}

TimeParts time_parts(const PhaseMeans& means) {
  return {means[PhaseMetric::wall_ns], means[PhaseMetric::run_delay_ns], means[PhaseMetric::cpu_ns]};
}

TimeParts time_parts(const TrialResult& trial, IterationRange iterations) {
  const auto value = [&](PhaseMetric metric) { return trial_value(trial, metric, iterations); };
  return {value(PhaseMetric::wall_ns), value(PhaseMetric::run_delay_ns), value(PhaseMetric::cpu_ns)};
}

TimeParts time_parts(const WorkerResult& worker, IterationRange iterations) {
  const auto value = [&](PhaseMetric metric) { return worker_value(worker, metric, iterations); };
  return {value(PhaseMetric::wall_ns), value(PhaseMetric::run_delay_ns), value(PhaseMetric::cpu_ns)};
}

std::optional<double> judged_time(const TimeParts& parts, bool running) {
  if (!running || !parts.elapsed_ns || !parts.delay_ns) return parts.elapsed_ns;
  const double elapsed = *parts.elapsed_ns;
  const double least = std::clamp(parts.cpu_ns.value_or(0), 0.0, elapsed);
  return std::clamp(elapsed - *parts.delay_ns, least, elapsed);
}

std::optional<double> waiting_share(const TimeParts& parts) {
  if (!parts.elapsed_ns || !parts.delay_ns || *parts.elapsed_ns <= 0) return std::nullopt;
  return 1 - *judged_time(parts, true) / *parts.elapsed_ns;
}

}  // namespace allocscale
