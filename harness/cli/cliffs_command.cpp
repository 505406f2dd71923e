#include "harness/cli/cliffs_command.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <optional>

#include "harness/base/error.hpp"
#include "harness/base/interrupt.hpp"
#include "harness/base/quantity.hpp"
#include "harness/cli/measuring.hpp"
#include "harness/cli/note.hpp"
#include "harness/cli/print.hpp"
#include "harness/conduct/allocator_levels.hpp"
#include "harness/conduct/cliff_survey.hpp"
#include "harness/launch/cliff_search.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/report/cliff_map.hpp"
#include "harness/store/store.hpp"

namespace allocscale {
namespace {

constexpr int exit_nothing_probed = 1;

std::string size_text(std::uint64_t bytes) { return format_bytes(static_cast<double>(bytes)); }

std::uint64_t largest_bytes(const CliffsRequest& request) {
  const std::uint64_t wanted = request.largest_mib * mib;
  const std::optional<std::int64_t> available = available_memory();
  const std::uint64_t largest = largest_surveyed_bytes(wanted, available);
  if (largest < wanted)
    note("buffers to {} only: {} of memory is available", size_text(largest),
         format_bytes(static_cast<double>(*available)));
  return largest;
}

// The allocators asked for, preloaded libraries and arms included. Arms are proven while this process alone
// measures on the machine.
std::vector<Runner> asked_runners(const CliffsRequest& request, const Places& places) {
  Catalog catalog = discover_runners(places.runners);
  std::optional<MachineLock> lock;
  ArmProver prover(locking_proofs(lock, !request.dry_run && !request.share_machine));
  std::vector<Runner> runners;
  for (const std::string& name : name_allocators(request.allocators, "cliffs", catalog, prover)) {
    if (const Runner* const runner = find_runner(catalog, name))
      runners.push_back(*runner);
    else
      note("{} is left out: {}", name, why_missing(catalog, name).value());
  }
  return runners;
}

int print_survey(const CliffSurvey& survey) {
  print_page(fmt::format("{} allocators, each with 2 × {} probes from {} to {}, and some for each cliff\n",
                         survey.runners.size(), surveyed_sizes(survey.to_bytes),
                         size_text(smallest_surveyed_bytes), size_text(survey.to_bytes)));
  return 0;
}

FaultRound probe_unless_interrupted(const Runner& runner, BufferUse use, std::uint64_t bytes) {
  if (interrupt_flag()) throw Interrupted();
  return probe_round(runner, use, bytes);
}

}  // namespace

const char* cliffs_question() {
  return "From which size on does an allocator give the memory of a freed buffer back?\n"
         "No time is measured: page faults are counted, in a process of its own for each size, of one buffer\n"
         "that is allocated, filled and freed again and again, and of one that grows as `t = t + [j]` does.\n"
         "A cliff lies where a round has more faults than a tenth of the buffer's pages; it is found on a\n"
         "ladder of sizes, each 1.4 times the last, and then by bisection, to within 5 %.";
}

int cliffs(const CliffsRequest& request, const Places& places) {
  const CliffSurvey survey = {asked_runners(request, places), largest_bytes(request), request.fresh};
  if (request.dry_run) return print_survey(survey);
  watch_for_interrupt();
  Store store = Store::open(request.store);
  std::optional<MachineLock> lock;  // for the first probe: where the store knows every line, none is needed
  std::function<void(const Progress&)> show_progress = shown_progress();
  const auto show = [&](const Progress& progress) {
    if (!lock) lock = lock_machine(request.share_machine);
    show_progress(progress);
  };
  const SurveyedCliffs surveyed =
      survey_cliffs(survey, this_machine(), store,
                    {probe_unless_interrupted, show, [](const std::string& line) { note("{}", line); }});
  show_progress = nullptr;  // takes the bar away
  print_page(cliff_map(surveyed.lines));
  note("{} probes; the map is in {}", surveyed.probes, request.store.string());
  return surveyed.lines.empty() ? exit_nothing_probed : 0;
}

}  // namespace allocscale
