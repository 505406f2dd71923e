#include "harness/runner/meter/group_reading.hpp"

namespace allocscale {
namespace {

constexpr std::size_t head_words = 3;

bool is_whole(const GroupReading& reading, std::size_t events) {
  return reading.size == head_words + events && reading.words[0] == events;
}

std::int64_t added(const GroupReading& before, const GroupReading& after, std::size_t word) {
  return static_cast<std::int64_t>(after.words[word] - before.words[word]);
}

}  // namespace

void enter_counts(const GroupReading& before, const GroupReading& after, std::span<const PhaseMetric> order,
                  PhaseReadings& readings) {
  if (order.empty() || !is_whole(before, order.size()) || !is_whole(after, order.size())) return;
  readings[PhaseMetric::perf_enabled_ns] = added(before, after, 1);
  const std::int64_t running = added(before, after, 2);
  readings[PhaseMetric::perf_running_ns] = running;
  if (running <= 0) return;
  for (std::size_t i = 0; i < order.size(); ++i) readings[order[i]] = added(before, after, head_words + i);
}

bool within_a_tenth(std::int64_t counted, std::int64_t known) {
  const std::int64_t off = counted > known ? counted - known : known - counted;
  return off <= known / 10;
}

}  // namespace allocscale
