#include "harness/conduct/cliff_survey.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/clock.hpp"
#include "harness/base/error.hpp"
#include "harness/base/quantity.hpp"
#include "harness/launch/cliff_search.hpp"

namespace allocscale {
namespace {

// A growing buffer exists twice while it is copied; the rest is left to the machine.
constexpr double usable_memory = 0.4;

std::vector<std::uint64_t> ladder_to(std::uint64_t to_bytes) {
  return cliff_ladder(smallest_surveyed_bytes, to_bytes);
}

CliffLine start_line(const Runner& runner, BufferUse use, std::uint64_t to_bytes) {
  CliffLine line;
  line.allocator = runner.allocator;
  line.version = runner.version;
  line.library_hash = runner.library_hash;
  line.use = use;
  line.to_bytes = to_bytes;
  return line;
}

bool same_line(const CliffLine& stored, const CliffLine& wanted) {
  return stored.allocator == wanted.allocator && stored.library_hash == wanted.library_hash &&
         stored.use == wanted.use && stored.to_bytes == wanted.to_bytes;
}

struct WantedLine {
  const Runner* runner;
  BufferUse use;
  std::optional<CliffLine> stored;
};

std::vector<WantedLine> wanted_lines(const CliffSurvey& survey, const std::vector<CliffLine>& stored) {
  std::vector<WantedLine> wanted;
  for (const Runner& runner : survey.runners) {
    for (const BufferUse use : {BufferUse::repeated, BufferUse::growing}) {
      WantedLine& one = wanted.emplace_back(WantedLine{&runner, use, std::nullopt});
      for (const CliffLine& line : stored)
        if (same_line(line, start_line(runner, use, survey.to_bytes))) one.stored = line;
    }
  }
  return wanted;
}

// Finds lines by probing, and counts and shows the probes.
class LineFinder {
 public:
  LineFinder(std::uint64_t to_bytes, int lines, const CliffHost& host)
      : ladder_(ladder_to(to_bytes)), least_probes_(static_cast<int>(ladder_.size()) * lines), host_(host) {}

  // Absent, with a note of the reason, where the runner does not count.
  std::optional<CliffLine> find(const Runner& runner, BufferUse use) {
    CliffLine line = start_line(runner, use, ladder_.back());
    const char* const how = use == BufferUse::growing ? "a growing buffer" : "one buffer";
    const ProbeRound probe = [&](std::uint64_t bytes) {
      show(fmt::format("{}, {} of {}", runner.allocator, how, format_bytes(static_cast<double>(bytes))));
      ++probes_;
      return host_.probe(runner, use, bytes);
    };
    try {
      const CliffsFound found = search_cliffs(ladder_, probe);
      line.smallest = found.smallest;
      line.cliffs = found.cliffs;
    } catch (const SetupError& failure) {
      host_.note(fmt::format("{}, {}: {}", runner.allocator, how, failure.what()));
      return std::nullopt;
    }
    return line;
  }

  [[nodiscard]] int probes() const { return probes_; }

 private:
  // The number of the ladder's probes is known beforehand; those of the bisections come on top.
  void show(const std::string& what) const {
    const double elapsed_seconds = monotonic_seconds() - begun_seconds_;
    host_.show(
        {probes_, std::max(least_probes_, probes_ + 1), elapsed_seconds, std::nullopt, what, "probes"});
  }

  std::vector<std::uint64_t> ladder_;
  int least_probes_;
  const CliffHost& host_;
  int probes_ = 0;
  double begun_seconds_ = monotonic_seconds();
};

}  // namespace

std::uint64_t largest_surveyed_bytes(std::uint64_t wanted, std::optional<std::int64_t> available_memory) {
  const std::uint64_t largest = std::max(smallest_surveyed_bytes, wanted);
  if (!available_memory) return largest;
  const auto fits =
      static_cast<std::uint64_t>(usable_memory * static_cast<double>(*available_memory)) / mib * mib;
  return std::min(largest, std::max(smallest_surveyed_bytes, fits));
}

std::size_t surveyed_sizes(std::uint64_t to_bytes) { return ladder_to(to_bytes).size(); }

SurveyedCliffs survey_cliffs(const CliffSurvey& survey, const Machine& machine, Store& store,
                             const CliffHost& host) {
  const std::vector<WantedLine> wanted =
      wanted_lines(survey, survey.fresh ? std::vector<CliffLine>() : store.cliffs(machine));
  const auto lacking =
      std::count_if(wanted.begin(), wanted.end(), [](const WantedLine& one) { return !one.stored; });
  LineFinder finder(survey.to_bytes, static_cast<int>(lacking), host);
  SurveyedCliffs surveyed;
  for (const WantedLine& one : wanted) {
    const std::optional<CliffLine> line = one.stored ? one.stored : finder.find(*one.runner, one.use);
    if (line && !one.stored) store.record_cliffs(machine, *line);
    if (line) surveyed.lines.push_back(*line);
  }
  surveyed.probes = finder.probes();
  return surveyed;
}

}  // namespace allocscale
