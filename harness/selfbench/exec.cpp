// exec: what does the harness add to the launch of a program, and does it agree with hyperfine?
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "harness/analysis/findings.hpp"
#include "harness/base/clock.hpp"
#include "harness/base/error.hpp"
#include "harness/base/interrupt.hpp"
#include "harness/base/places.hpp"
#include "harness/base/quantity.hpp"
#include "harness/base/text_file.hpp"
#include "harness/launch/captured_run.hpp"
#include "harness/launch/program_command.hpp"
#include "harness/selfbench/part.hpp"
#include "harness/selfbench/quantile.hpp"
#include "harness/selfbench/scratch_folder.hpp"
#include "harness/store/store.hpp"

namespace allocscale::selfbench {
namespace {

constexpr int rounds = 200;
constexpr double target_added_ns = 3e6;
constexpr double target_skew_ns = 20'000;
constexpr int blocks = 30;  // a call of ten seconds or more also listens to the machine, once, for one second
constexpr double target_time_ratio = 1.1;
constexpr const char* shorter = "/usr/bin/python3 -c 'sum(range(1000000))'";
constexpr const char* longer = "/usr/bin/python3 -c 'sum(range(1500000))'";
constexpr double deadline_seconds = 600;

const Runner& glibc(const Instrument& instrument) {
  if (const Runner* const runner = find_runner(instrument.catalog(), "glibc")) return *runner;
  throw SetupError("there is no runner-glibc; build the target 'programs'");
}

// A trial of `true`, as `exec` orders it.
TrialOrder order_true(Instrument& instrument, int workers, int block) {
  TrialOrder order = instrument.order({"null", "none", "glibc", 1, workers}, block);
  StartedProgram& started = order.program.emplace();
  started.program.words = {"true"};
  started.starter_path = (find_places().runners / "allocscale-starter").string();
  started.callers_environment = scrubbed_environment();
  started.allocator_environment = allocator_environment(order.cell, glibc(instrument), "");
  if (!std::filesystem::exists(started.starter_path))
    throw SetupError(started.starter_path + " is not there; build the target 'programs'");
  return order;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> all;
  for (std::string& word : words) all.push_back(word.data());
  all.push_back(nullptr);
  return all;
}

// The starter without the harness: spawned and waited for, its lines go nowhere.
double bare_ns(const TrialOrder& order) {
  std::vector<std::string> words = starter_arguments(order, 0);
  std::vector<std::string> environment = starter_environment(order);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  const std::int64_t begin_ns = monotonic_ns();
  pid_t pid = -1;
  const int error = ::posix_spawn(&pid, words.front().c_str(), &actions, nullptr, pointers(words).data(),
                                  pointers(environment).data());
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw SetupError(fmt::format("cannot start {}: {}", words.front(), std::strerror(error)));
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (status != 0) throw SetupError(fmt::format("{} -- true did not end well", words.front()));
  return static_cast<double>(monotonic_ns() - begin_ns);
}

double trial_ns(const Instrument& instrument, const TrialOrder& order) {
  const std::int64_t begin_ns = monotonic_ns();
  (void)instrument.run(order);
  return static_cast<double>(monotonic_ns() - begin_ns);
}

void measure_launch(Instrument& instrument, PartReport& report) {
  std::vector<double> added, bare;
  for (int round = 0; round < rounds; ++round) {
    if (interrupt_flag()) throw Interrupted();
    const TrialOrder order = order_true(instrument, 1, round);
    const bool first = instrument.random().next() % 2 == 0;
    const double with_first = first ? trial_ns(instrument, order) : 0;
    bare.push_back(bare_ns(order));
    added.push_back((first ? with_first : trial_ns(instrument, order)) - bare.back());
  }
  report.figures.push_back({"a trial of `true`, less a bare starter: median", format_duration(median(added)),
                            "≤ " + format_duration(target_added_ns), median(added) <= target_added_ns});
  report.figures.push_back({"… 90th percentile", format_duration(quantile(added, 0.9)), "", std::nullopt});
  report.figures.push_back({"… the bare starter, median", format_duration(median(bare)), "", std::nullopt});
}

void measure_skew(Instrument& instrument, PartReport& report) {
  std::vector<double> skews;
  for (int round = 0; round < rounds; ++round) {
    std::int64_t latest_ns = 0;
    for (const WorkerResult& worker :
         instrument.run(order_true(instrument, instrument.cpus(), round)).workers)
      latest_ns = std::max(latest_ns, worker.readings[WorkerMetric::start_skew_ns].value());
    skews.push_back(static_cast<double>(latest_ns));
  }
  report.figures.push_back({fmt::format("start skew of programs, P = {}: median", instrument.cpus()),
                            format_duration(median(skews)), "≤ " + format_duration(target_skew_ns),
                            median(skews) <= target_skew_ns});
  report.figures.push_back({"… 99th percentile", format_duration(quantile(skews, 0.99)), "", std::nullopt});
}

// What one of the two tools said of both commands.
struct Compared {
  double seconds_per_run = 0;  // without what a call does once
  double seconds_once = 0;     // of a call that has nothing left to run
  Estimate ratio;              // the longer command over the shorter one
};

std::string find_hyperfine() {
  for (const char* folder : {"/usr/bin", "/usr/local/bin"})
    if (const std::string file = std::string(folder) + "/hyperfine"; ::access(file.c_str(), X_OK) == 0)
      return file;
  return {};
}

double timed_call(const std::vector<std::string>& words) {
  const std::int64_t begin_ns = monotonic_ns();
  (void)captured_output(words, deadline_seconds);
  return static_cast<double>(monotonic_ns() - begin_ns) / 1e9;
}

// Each block has the shorter command twice, since the baseline has a twin; hyperfine is given it twice too.
constexpr int runs_of_a_block = 3;

Compared ask_ours(const ScratchFolder& folder) {
  const std::filesystem::path store = folder.path() / "exec.db";
  const std::filesystem::path spec = folder.path() / "exec.toml";
  std::ofstream(spec) << fmt::format(
      "question = \"?\"\n[command]\ncommand = [\"{}\", \"{}\"]\n[factors]\nallocators = [\"glibc\"]\nworkers = 1\n"
      "[baseline]\nallocator = \"glibc\"\n[measure]\nblocks = {}\n",
      shorter, longer, blocks);
  Compared ours;
  const std::vector<std::string> words = {
      (find_places().runners / "../../bin/allocscale").lexically_normal().string(),
      "run",
      spec.string(),
      "--store",
      store.string(),
      "--share-machine"};
  const double seconds = timed_call(words);
  ours.seconds_once = timed_call(words);
  Store opened = Store::open_read_only(store);
  const Dataset dataset = opened.load(opened.newest_run().value());
  // Blocks that were disturbed have been run again.
  ours.seconds_per_run = (seconds - ours.seconds_once) / static_cast<double>(opened.runs().front().trials);
  for (const KernelTable& table : analyse(dataset).tables)
    for (const Row& row : table.rows)
      if (const Effect& effect = row.costs[CostOf::layout].effect; effect.ratio.value)
        ours.ratio = effect.ratio;
      else if (effect.kinds)
        ours.ratio.reason = "launches of two kinds";
  return ours;
}

// The fields of a line of hyperfine's CSV after the command: mean, standard deviation, in seconds.
std::pair<double, double> mean_and_deviation(const std::string& line) {
  const std::size_t after_command = line.rfind('\'') + 1;
  std::size_t at = line.find(',', after_command);
  if (at == std::string::npos) throw SetupError("hyperfine's table is not understood: " + line);
  const double mean = std::strtod(line.c_str() + at + 1, nullptr);
  at = line.find(',', at + 1);
  return {mean, at == std::string::npos ? 0 : std::strtod(line.c_str() + at + 1, nullptr)};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// The interval is that of two independent means (delta method): hyperfine runs all of one command first.
Compared ask_hyperfine(const std::string& hyperfine, const ScratchFolder& folder) {
  const std::filesystem::path table = folder.path() / "hyperfine.csv";
  Compared theirs;
  theirs.seconds_per_run =
      timed_call({hyperfine, "--shell=none", "--style=none", "--runs", std::to_string(blocks), "--export-csv",
                  table.string(), shorter, shorter, longer}) /
      (runs_of_a_block * blocks);
  const std::vector<std::string> lines = lines_of(read_text(table).value_or(""));
  if (lines.size() != 1 + runs_of_a_block) throw SetupError("hyperfine's table is not understood");
  const auto [mean_a, deviation_a] = mean_and_deviation(lines[1]);
  const auto [mean_b, deviation_b] = mean_and_deviation(lines[3]);
  const double ratio = mean_b / mean_a;
  const double half =
      1.96 * ratio * std::hypot(deviation_a / mean_a, deviation_b / mean_b) / std::sqrt(blocks);
  theirs.ratio.value = ratio;
  theirs.ratio.interval = Interval{ratio, ratio - half, ratio + half};
  return theirs;
}

std::string ratio_text(const Estimate& ratio) {
  if (!ratio.value) return "none: " + ratio.reason;
  if (!ratio.interval) return fmt::format("{:.3f}", *ratio.value);
  return fmt::format("{:.3f} ({:.3f}-{:.3f})", *ratio.value, ratio.interval->low, ratio.interval->high);
}

std::optional<bool> overlap(const Estimate& a, const Estimate& b) {
  if (!a.interval || !b.interval) return std::nullopt;
  return a.interval->low <= b.interval->high && b.interval->low <= a.interval->high;
}

void measure_beside_hyperfine(PartReport& report) {
  const std::string hyperfine = find_hyperfine();
  if (hyperfine.empty()) {
    report.figures.push_back({"beside hyperfine", "hyperfine is not installed", "", std::nullopt});
    return;
  }
  const ScratchFolder folder;
  const Compared theirs = ask_hyperfine(hyperfine, folder);
  const Compared ours = ask_ours(folder);
  const double share = ours.seconds_per_run / theirs.seconds_per_run;
  report.figures.push_back({"our time for each launch, over hyperfine's", fmt::format("{:.2f}", share),
                            fmt::format("≤ {:g}", target_time_ratio), share <= target_time_ratio});
  report.figures.push_back({"… ours", format_duration(1e9 * ours.seconds_per_run), "", std::nullopt});
  report.figures.push_back(
      {"… hyperfine's", format_duration(1e9 * theirs.seconds_per_run), "", std::nullopt});
  report.figures.push_back({"… ours, once for each call (tables, analysis)",
                            format_duration(1e9 * ours.seconds_once), "", std::nullopt});
  report.figures.push_back({"ratio of two commands, ours", ratio_text(ours.ratio), "they overlap",
                            overlap(ours.ratio, theirs.ratio)});
  report.figures.push_back({"… hyperfine's", ratio_text(theirs.ratio), "", std::nullopt});
}

PartReport measure(Instrument& instrument) {
  PartReport report;
  measure_launch(instrument, report);
  measure_skew(instrument, report);
  measure_beside_hyperfine(report);
  report.how = fmt::format(
      "{} rounds of a trial of `true` alone and of its starter spawned without the harness, in random order; {} trials "
      "of {} copies. hyperfine (Debian's package, if it is installed): {}, that again, and the same with "
      "1500000, {} runs each, without a shell; `allocscale run` of a spec with both in {} blocks with a "
      "twin, and once more, when it has nothing left to run: that time is taken off.",
      rounds, rounds, instrument.cpus(), shorter, blocks, blocks);
  return report;
}

}  // namespace

const Part parts::exec = {"exec", "What does the harness add to the launch of a program?", measure};

}  // namespace allocscale::selfbench
