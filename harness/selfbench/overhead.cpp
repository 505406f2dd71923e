// overhead: what does a trial cost beside the work it measures?
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstring>

#include "harness/base/clock.hpp"
#include "harness/base/error.hpp"
#include "harness/base/quantity.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/protocol/rendezvous.hpp"
#include "harness/selfbench/part.hpp"
#include "harness/selfbench/quantile.hpp"
#include "harness/selfbench/scratch_folder.hpp"
#include "harness/store/store.hpp"

namespace allocscale::selfbench {
namespace {

constexpr int workers = 2;
constexpr int rounds = 60;
constexpr double target_ns = 10e6;

// The least that two processes of this program cost: no pipe, no pinning, nothing said.
class BareProcess {
 public:
  explicit BareProcess(const std::string& runner) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    std::string path = runner, option = "--help", variable = "PATH=/usr/bin:/bin";
    char* arguments[] = {path.data(), option.data(), nullptr};
    char* environment[] = {variable.data(), nullptr};
    const int error = ::posix_spawn(&pid_, path.c_str(), &actions, nullptr, arguments, environment);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw SetupError(fmt::format("cannot start {}: {}", runner, std::strerror(error)));
  }
  BareProcess(const BareProcess&) = delete;
  BareProcess& operator=(const BareProcess&) = delete;
  ~BareProcess() {
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }

 private:
  pid_t pid_ = -1;
};

double bare_ns(const std::string& runner) {
  const std::int64_t begin_ns = monotonic_ns();
  { const BareProcess first(runner), second(runner); }
  return static_cast<double>(monotonic_ns() - begin_ns);
}

// From the look at the memory that is left, which comes before each trial, to the commit.
double outside_ns(Instrument& instrument, Store& store, RunId run, const TrialOrder& order,
                  const PlannedTrial& planned) {
  const std::int64_t begin_ns = monotonic_ns();
  static_cast<void>(available_memory());
  const TrialResult result = instrument.run(order);
  if (!store.record(run, planned, result, 0, false)) throw SetupError("the store refused a trial");
  const std::int64_t all_ns = monotonic_ns() - begin_ns;
  return static_cast<double>(all_ns - *result.readings[TrialMetric::makespan_ns] - protocol::start_lead_ns);
}

struct Times {
  std::vector<double> outside;
  std::vector<double> bare;
};

PartReport measure(Instrument& instrument) {
  std::vector<Cell> cells;
  for (const Runner& runner : instrument.catalog().runners)
    cells.push_back({"null", "none", runner.allocator, 1, workers});
  const ScratchFolder folder;
  Store store = Store::open(folder.path() / "overhead.db");
  const RunId run = store.open_run(instrument.head(cells), true).id;

  std::vector<Times> times(cells.size());
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const TrialOrder order = instrument.order(cells[i], round);
      PlannedTrial planned;
      planned.cell = i;
      planned.block = round;
      times[i].outside.push_back(outside_ns(instrument, store, run, order, planned));
      times[i].bare.push_back(bare_ns(order.runner_path));
    }
  }

  PartReport report;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const double middle = median(times[i].outside);
    report.figures.push_back({fmt::format("{}: a trial less makespan and lead, median", cells[i].allocator),
                              format_duration(middle), "≤ " + format_duration(target_ns),
                              middle <= target_ns});
    report.figures.push_back({"… bare spawn and wait of two of its runners",
                              format_duration(median(times[i].bare)), "", std::nullopt});
  }
  report.how = fmt::format(
      "{} rounds over the allocators, in each one trial of the null kernel at P = {} (memory check, spawn, "
      "prove, release, collect, commit) less its makespan and the {} lead, then posix_spawn and wait of two "
      "runner-NAME --help. The store lies in {}.",
      rounds, workers, format_duration(protocol::start_lead_ns), folder.in_words());
  return report;
}

}  // namespace

const Part parts::overhead = {"overhead", "What does a trial cost beside the work it measures?", measure};

}  // namespace allocscale::selfbench
