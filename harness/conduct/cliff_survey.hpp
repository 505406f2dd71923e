// From which size on does each allocator give freed memory back? Takes from the store what it knows, probes
// the rest and stores what it finds.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/catalog.hpp"
#include "harness/model/cliff.hpp"
#include "harness/model/machine.hpp"
#include "harness/model/progress.hpp"
#include "harness/store/store.hpp"

namespace allocscale {

/// The smallest buffer that is tried.
inline constexpr std::uint64_t smallest_surveyed_bytes = 16 << 10;

/// What is asked: each allocator's cliffs up to `to_bytes`, with one buffer and with a growing one.
struct CliffSurvey {
  std::vector<Runner> runners;
  std::uint64_t to_bytes = 0;  // the largest buffer
  bool fresh = false;          // probe again what is stored
};

/// What survey_cliffs() needs from outside. Tests give made-up ones; the program gives this machine.
struct CliffHost {
  /// A warm round at that size. Throws SetupError where the runner does not count, Interrupted to end the
  /// survey.
  std::function<FaultRound(const Runner&, BufferUse, std::uint64_t bytes)> probe;
  std::function<void(const Progress&)> show;     // before each probe
  std::function<void(const std::string&)> note;  // which line is left out, and why
};

struct SurveyedCliffs {
  std::vector<CliffLine>
      lines;       // two for each runner, in their order, without those that could not be probed
  int probes = 0;  // made by this call; 0 where the store knew every line
};

/// The largest buffer that a survey of buffers up to `wanted` bytes can try with that much memory available,
/// in whole MiB where memory is the limit; `wanted` where the memory is unknown.
[[nodiscard]] std::uint64_t largest_surveyed_bytes(std::uint64_t wanted,
                                                   std::optional<std::int64_t> available_memory);

/// How many sizes are probed for each line, whatever is found; each cliff takes some more.
[[nodiscard]] std::size_t surveyed_sizes(std::uint64_t to_bytes);

/// Every line of the survey. A stored line counts when it has the same machine, library, use and largest
/// buffer. A line is stored as soon as it is found, so an interrupted survey is continued by the next call.
[[nodiscard]] SurveyedCliffs survey_cliffs(const CliffSurvey& survey, const Machine& machine, Store& store,
                                           const CliffHost& host);

}  // namespace allocscale
