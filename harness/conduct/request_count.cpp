#include "harness/conduct/request_count.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <stdexcept>
#include <utility>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/interrupt.hpp"
#include "harness/base/scratch_folder.hpp"
#include "harness/conduct/errand.hpp"
#include "harness/conduct/trial_order.hpp"
#include "harness/launch/captured_run.hpp"
#include "harness/launch/program_command.hpp"
#include "harness/launch/witnessed.hpp"
#include "harness/launch/worker_command.hpp"
#include "harness/launch/worker_environment.hpp"
#include "harness/protocol/witness_record.hpp"

namespace allocscale {
namespace {

constexpr double longest_launch_seconds = 600;

// The cells that are launched: workers 1, iteration 0 only, the C library's allocator.
std::vector<Cell> counted_cells(const std::vector<FidelityPair>& pairs, const Runner& plain) {
  std::vector<Cell> cells;
  const auto add = [&](const std::string& kernel, const std::string& layout, std::uint64_t size) {
    Cell cell;
    cell.kernel = kernel;
    cell.layout = layout;
    cell.allocator = plain.allocator;
    cell.size = size;
    if (!contains(cells, cell)) cells.push_back(std::move(cell));
  };
  for (const FidelityPair& pair : pairs) {
    add(pair.model, pair.layout, pair.start_size);
    add(pair.model, pair.layout, pair.size);
    add(pair.start_up, pair.variant, 0);
    add(pair.program, pair.variant, 0);
  }
  return cells;
}

// Runs the order's kernel or program to its end, under the counter, which writes to the file. Throws
// std::runtime_error saying how it went wrong.
void run_counted(TrialOrder order, const std::filesystem::path& library, const std::filesystem::path& file,
                 double deadline_seconds) {
  const std::vector<std::string> counter = {preload_variable(library),
                                            fmt::format("{}={}", protocol::counter_variable, file.string())};
  if (order.program) {
    order.program->allocator_environment = counter;
    (void)captured_output(starter_arguments(order, 0), deadline_seconds, starter_environment(order));
    return;
  }
  order.runner_arguments = {"--owner", library.filename().string()};
  order.environment.insert(order.environment.end(), counter.begin(), counter.end());
  (void)captured_output(worker_arguments(order, 0), deadline_seconds, worker_environment(order));
}

// The requests of all processes, by function and size class.
std::vector<RequestCount> sum_of(const std::vector<CountedProcess>& processes) {
  std::map<std::pair<std::string, std::uint64_t>, RequestCount> sums;
  const auto add = [&](std::string_view function, std::uint64_t most_bytes, std::uint64_t calls,
                       std::uint64_t bytes) {
    RequestCount& sum = sums[{std::string(function), most_bytes}];
    sum.function = function;
    sum.most_bytes = most_bytes;
    sum.calls += calls;
    sum.bytes += bytes;
  };
  for (const CountedProcess& process : processes) {
    add("free", 0, process.frees, 0);
    for (const protocol::SizeCount& count : process.requests)
      add(protocol::counted_functions[count.function], protocol::class_bytes(count.size_class), count.calls,
          count.bytes);
  }
  std::vector<RequestCount> counts;
  for (auto& [key, sum] : sums) counts.push_back(std::move(sum));
  return counts;
}

// The counts of one launch; a SetupError says why there are none.
CountedLaunch count_launch(const Campaign& campaign, const Runner& plain, const Cell& cell,
                           const std::filesystem::path& library) {
  const ScratchFolder folder(temporary_folder(), "allocscale-counts");
  const std::filesystem::path file = folder.path() / "counts";
  std::ofstream(file).flush();  // the library writes to a file that is there
  const TrialOrder order = order_cell(cell, plain, campaign.topology, 1, 0);
  const double deadline = campaign.experiment.deadline_seconds.value_or(longest_launch_seconds);
  const ProgramTask* const task = find_program(campaign.experiment.programs, cell.kernel);
  const auto do_errand = [&](const std::vector<std::string>& words) {
    if (const std::string why = errand_failure(words, order.program->callers_environment, deadline);
        !why.empty())
      throw SetupError(why);
  };
  if (task != nullptr && order.program) do_errand(task->prepare);
  run_counted(order, library, file, deadline);
  if (task != nullptr && order.program) do_errand(task->cleanup);
  const WitnessRecords records = read_witnesses(file);
  if (records.counts.empty()) throw SetupError("it wrote no counts");
  return {cell.kernel, cell.layout, cell.size, sum_of(records.counts)};
}

}  // namespace

std::vector<CountedLaunch> count_requests(const Campaign& campaign, const std::vector<FidelityPair>& pairs,
                                          const Places& places,
                                          const std::function<void(const std::string&)>& say) {
  std::vector<CountedLaunch> launches;
  const Runner* const plain = find_plain_runner(campaign.catalog);
  const std::filesystem::path library = places.preloads / protocol::counter_library;
  if (plain == nullptr || !std::filesystem::exists(library)) {
    say(fmt::format("what the tasks ask of malloc is not counted: {} is missing",
                    plain == nullptr ? "the runner of the C library" : library.string()));
    return launches;
  }
  for (const Cell& cell : counted_cells(pairs, *plain)) {
    if (interrupt_flag()) throw Interrupted();
    try {
      launches.push_back(count_launch(campaign, *plain, cell, library));
    } catch (const std::runtime_error& wrong) {
      say(fmt::format("what {} {} asks of malloc is not counted: {}", cell.kernel, cell.layout,
                      wrong.what()));
    }
  }
  return launches;
}

}  // namespace allocscale
