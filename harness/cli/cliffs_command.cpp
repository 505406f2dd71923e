#include "harness/cli/cliffs_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>

#include "harness/base/clock.hpp"
#include "harness/base/error.hpp"
#include "harness/base/interrupt.hpp"
#include "harness/base/quantity.hpp"
#include "harness/cli/note.hpp"
#include "harness/conduct/allocator_levels.hpp"
#include "harness/launch/cliff_search.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/measure/pressure.hpp"
#include "harness/report/cliff_map.hpp"
#include "harness/report/progress.hpp"
#include "harness/store/store.hpp"

namespace allocscale {
namespace {

constexpr std::uint64_t smallest_bytes = 16 << 10;
constexpr std::uint64_t mib = std::uint64_t{1} << 20;
// A growing buffer is there twice; the rest is the machine's.
constexpr double usable_memory = 0.4;

void refuse_meaningless(const RunRequest& request) {
  const Choices& choices = request.choices;
  const auto refuse = [](const std::string& option) {
    throw RequestError(
        fmt::format("run {}: {} has no meaning here; it takes --alloc, "
                    "--largest-mib, --store, --fresh and --dry-run",
                    cliffs_experiment, option));
  };
  if (choices.kernels) refuse("--kernel");
  if (choices.layouts) refuse("--layout");
  if (choices.workers) refuse("--workers");
  if (choices.sizes) refuse("--size");
  if (!choices.levels.empty()) refuse("a factor");
  if (choices.iterations) refuse("--iterations");
  if (choices.blocks) refuse("--blocks");
  if (choices.budget_seconds) refuse("--budget");
  if (choices.precision) refuse("--precision");
  if (!request.raw_events.empty()) refuse("--event");
  if (request.seed) refuse("--seed");
}

std::uint64_t largest_bytes(const RunRequest& request) {
  const std::uint64_t wanted = std::max(smallest_bytes, request.largest_mib * mib);
  const auto available = available_memory();
  if (!available) return wanted;
  const auto fits = static_cast<std::uint64_t>(usable_memory * static_cast<double>(*available)) / mib * mib;
  if (wanted <= fits) return wanted;
  note("buffers to {} only: {} of memory is available", format_bytes(static_cast<double>(fits)),
       format_bytes(static_cast<double>(*available)));
  return std::max(smallest_bytes, fits);
}

// The allocators asked for, as a run would know them: preloaded libraries and arms included.
std::vector<Runner> asked_runners(const RunRequest& request, const Places& places) {
  Catalog catalog = discover_runners(places.runners);
  ArmProver prover;
  const std::vector<std::string> asked = request.choices.allocators.value_or(std::vector<std::string>());
  std::vector<Runner> runners;
  for (const std::string& name : name_allocators(asked, cliffs_experiment, catalog, prover)) {
    if (const Runner* const runner = find_runner(catalog, name))
      runners.push_back(*runner);
    else
      note("{} is left out: {}", name, catalog.unbuilt.at(name));
  }
  return runners;
}

CliffLine line_of(const Runner& runner, BufferUse use, std::uint64_t to_bytes) {
  CliffLine line;
  line.allocator = runner.allocator;
  line.version = runner.version;
  line.library_hash = runner.library_hash;
  line.use = use;
  line.to_bytes = to_bytes;
  return line;
}

// What one call of the program finds, and shows while it does.
class Mapper {
 public:
  Mapper(std::uint64_t to_bytes, int lines)
      : ladder_(cliff_ladder(smallest_bytes, to_bytes)),
        rungs_(static_cast<int>(ladder_.size()) * lines),
        reporter_(STDERR_FILENO) {}

  // Nothing, and why on standard error, where the runner does not count.
  std::optional<CliffLine> map(const Runner& runner, BufferUse use) {
    CliffLine line = line_of(runner, use, ladder_.back());
    const char* const how = use == BufferUse::growing ? "a growing buffer" : "one buffer";
    const ProbeRound probe = [&](std::uint64_t bytes) {
      if (interrupt_flag()) throw Interrupted();
      show(fmt::format("{}, {} of {}", runner.allocator, how, format_bytes(static_cast<double>(bytes))));
      ++probes_;
      return probe_round(runner, use, bytes);
    };
    try {
      const CliffsFound found = search_cliffs(ladder_, probe);
      line.smallest = found.smallest;
      line.cliffs = found.cliffs;
    } catch (const SetupError& failure) {
      reporter_.note(fmt::format("{}, {}: {}", runner.allocator, how, failure.what()));
      return std::nullopt;
    }
    return line;
  }

  [[nodiscard]] int probes() const { return probes_; }

 private:
  // The ladder's probes are known beforehand; those of the bisections come on top.
  void show(const std::string& what) {
    const double elapsed = monotonic_seconds() - begun_seconds_;
    reporter_.show({probes_, std::max(rungs_, probes_ + 1), elapsed, std::nullopt, what, "probes"});
  }

  std::vector<std::uint64_t> ladder_;
  int rungs_;
  int probes_ = 0;
  double begun_seconds_ = monotonic_seconds();
  ProgressReporter reporter_;
};

bool same_line(const CliffLine& stored, const CliffLine& wanted) {
  return stored.allocator == wanted.allocator && stored.library_hash == wanted.library_hash &&
         stored.use == wanted.use && stored.to_bytes == wanted.to_bytes;
}

struct Wanted {
  const Runner* runner;
  BufferUse use;
  std::optional<CliffLine> stored;
};

std::vector<Wanted> wanted_lines(const std::vector<Runner>& runners, const std::vector<CliffLine>& stored,
                                 std::uint64_t to_bytes) {
  std::vector<Wanted> wanted;
  for (const Runner& runner : runners) {
    for (const BufferUse use : {BufferUse::repeated, BufferUse::growing}) {
      Wanted& one = wanted.emplace_back(Wanted{&runner, use, std::nullopt});
      for (const CliffLine& line : stored)
        if (same_line(line, line_of(runner, use, to_bytes))) one.stored = line;
    }
  }
  return wanted;
}

}  // namespace

const char* cliffs_question() {
  return "From which size on does an allocator give the memory of a freed buffer back?\n"
         "No time is measured: page faults are counted, in a "
         "process of its own for each size, of one buffer\n"
         "that is allocated, filled and freed again and again, and of one that grows as `t = t + [j]` does.\n"
         "A cliff lies where a round has more faults than a tenth of the buffer's pages; it is found on a\n"
         "ladder of sizes, each 1.4 times the last, and then by bisection, to within 5 %.";
}

int map_cliffs(const RunRequest& request, const Places& places) {
  refuse_meaningless(request);
  const std::vector<Runner> runners = asked_runners(request, places);
  const std::uint64_t to_bytes = largest_bytes(request);
  if (request.dry_run) {
    const std::size_t rungs = cliff_ladder(smallest_bytes, to_bytes).size();
    fmt::print("{} allocators, each with 2 × {} probes from {} to {}, and some for each cliff\n",
               runners.size(), rungs, format_bytes(static_cast<double>(smallest_bytes)),
               format_bytes(static_cast<double>(to_bytes)));
    return 0;
  }
  watch_for_interrupt();
  const Machine machine = this_machine();
  Store store = Store::open(request.store);
  const std::vector<Wanted> wanted =
      wanted_lines(runners, request.fresh ? std::vector<CliffLine>() : store.cliffs(machine), to_bytes);
  const auto lacking =
      std::count_if(wanted.begin(), wanted.end(), [](const Wanted& one) { return !one.stored; });
  std::vector<CliffLine> lines;
  int probes = 0;
  {
    Mapper mapper(to_bytes, static_cast<int>(lacking));
    for (const Wanted& one : wanted) {
      const std::optional<CliffLine> line = one.stored ? one.stored : mapper.map(*one.runner, one.use);
      if (line && !one.stored) store.record_cliffs(machine, *line);
      if (line) lines.push_back(*line);
    }
    probes = mapper.probes();
  }
  fmt::print("{}", cliff_map(lines));
  note("{} probes; the map is in {}", probes, request.store.string());
  return lines.empty() ? 1 : 0;
}

}  // namespace allocscale
