// The perf events of one thread, counted as one group: all of them over the same instants, or none.
//
// No allocation, no exceptions: it runs in the measured process. Opening and trying it takes about 0.5
// ms, before the release; a read is one system call.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "harness/model/event_code.hpp"
#include "harness/model/metric.hpp"
#include "harness/runner/meter/group_reading.hpp"
#include "harness/runner/meter/perf_event.hpp"

namespace allocscale {

/// What became of one metric's counter.
struct CounterState {
  PhaseMetric metric{};
  int error = 0;                      // errno of perf_event_open; 0: it is open
  std::optional<std::int64_t> known;  // what the known work costs; absent: there is none to try it on
  std::int64_t counted = 0;           // what it counted of that
  bool asked = true;                  // others than those of perf_events only where the run names them

  /// A counter that misread known work counts no more.
  [[nodiscard]] bool untrusted() const { return error == 0 && known && !within_a_tenth(counted, *known); }
  [[nodiscard]] bool usable() const { return asked && error == 0 && !untrusted(); }
};

class PerfGroup {
 public:
  /// Opens every event that this machine lets the calling thread count of itself, in the kernel too where
  /// that is allowed, and tries each on known work. `asked`: events to count beside those of perf_events;
  /// those beyond asked_event_metrics.size() are not.
  explicit PerfGroup(std::span<const EventCode> asked = {});
  PerfGroup(const PerfGroup&) = delete;
  PerfGroup& operator=(const PerfGroup&) = delete;
  ~PerfGroup();

  [[nodiscard]] GroupReading read() const;

  /// Enters what was counted between two reads; the metrics of untrusted counters stay absent.
  void enter(const GroupReading& before, const GroupReading& after, PhaseReadings& readings) const;

  /// One state for each of perf_counts.
  [[nodiscard]] std::span<const CounterState> states() const { return states_; }

  /// Whether the kernel's part of the work is left out, for lack of permission.
  [[nodiscard]] bool user_only() const { return user_only_; }

 private:
  CounterState& state_of(PhaseMetric metric);
  [[nodiscard]] int open_event(const PerfEvent& event) const;
  bool open(const PerfEvent& event);
  void open_all(std::span<const EventCode> asked);
  void try_on_known_work();
  [[nodiscard]] std::span<const PhaseMetric> order() const { return {order_.data(), opened_}; }

  std::array<CounterState, perf_counts.size()> states_;
  std::array<PhaseMetric, perf_counts.size()> order_{};  // of opening
  std::array<int, perf_counts.size()> fds_{};
  std::size_t opened_ = 0;
  bool user_only_ = false;
};

}  // namespace allocscale
