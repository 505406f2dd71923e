// witness: what does the library cost that says who owns malloc in other people's programs?
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "harness/base/error.hpp"
#include "harness/base/interrupt.hpp"
#include "harness/base/places.hpp"
#include "harness/base/quantity.hpp"
#include "harness/launch/captured_run.hpp"
#include "harness/launch/witnessed.hpp"
#include "harness/selfbench/part.hpp"
#include "harness/selfbench/quantile.hpp"
#include "harness/selfbench/scratch_folder.hpp"

namespace allocscale::selfbench {
namespace {

constexpr const char* python = "/usr/bin/python3";
constexpr int rounds = 200;
constexpr int memory_runs = 5;
constexpr double target_share = 0.01;
constexpr double target_bytes = 2 << 20;

using Environment = std::vector<std::string>;

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> all;
  for (std::string& word : words) all.push_back(word.data());
  all.push_back(nullptr);
  return all;
}

// The CPU time of an interpreter that does nothing.
double cpu_ns(Environment environment) {
  std::vector<std::string> words = {python, "-c", "pass"};
  pid_t pid = -1;
  const int error =
      ::posix_spawn(&pid, python, nullptr, nullptr, pointers(words).data(), pointers(environment).data());
  if (error != 0) throw SetupError(fmt::format("cannot start {}: {}", python, std::strerror(error)));
  int status = 0;
  rusage used{};
  while (::wait4(pid, &status, 0, &used) < 0 && errno == EINTR) {
  }
  if (status != 0) throw SetupError(fmt::format("{} -c pass did not end well", python));
  const auto ns = [](const timeval& time) {
    return 1e9 * static_cast<double>(time.tv_sec) + 1e3 * static_cast<double>(time.tv_usec);
  };
  return ns(used.ru_utime) + ns(used.ru_stime);
}

// The most memory that it had, as it says itself: what wait4(2) tells counts this program's too, which the
// child has until it executes the other.
double peak_bytes(const Environment& environment) {
  const std::string said = captured_output(
      {python, "-c",
       "print([line for line in open('/proc/self/status') if line.startswith('VmHWM')][0].split()[1])"},
      10, environment);
  return 1024 * std::strtod(said.c_str(), nullptr);
}

double median_peak(const Environment& environment) {
  std::vector<double> peaks;
  for (int run = 0; run < memory_runs; ++run) peaks.push_back(peak_bytes(environment));
  return median(peaks);
}

void require_records(const std::filesystem::path& file, std::size_t least) {
  const WitnessRecords records = read_witnesses(file);
  if (records.processes.size() < least || records.unread_bytes > 0)
    throw SetupError(
        fmt::format("the witness wrote {} records of {} processes", records.processes.size(), least));
}

PartReport measure(Instrument& instrument) {
  const ScratchFolder folder;
  const std::filesystem::path file = folder.path() / "witness";
  const std::filesystem::path library = find_places().preloads / protocol::witness_library;
  if (!std::filesystem::exists(library))
    throw SetupError(fmt::format("{} is not there; build the target 'programs'", library.string()));
  std::ofstream(file).flush();
  const Environment without = scrubbed_environment();
  Environment with = without;
  with.push_back("LD_PRELOAD=" + library.string());
  with.push_back(fmt::format("{}={}", protocol::witness_variable, file.string()));

  std::vector<double> cpu_with, cpu_without;
  for (int round = 0; round < rounds; ++round) {
    if (interrupt_flag()) throw Interrupted();
    const bool first = instrument.random().next() % 2 == 0;
    if (first) cpu_with.push_back(cpu_ns(with));
    cpu_without.push_back(cpu_ns(without));
    if (!first) cpu_with.push_back(cpu_ns(with));
  }
  require_records(file, rounds);
  const double more_bytes = std::max(0.0, median_peak(with) - median_peak(without));
  const double share = median(cpu_with) / median(cpu_without) - 1;

  PartReport report;
  report.figures.push_back({"python3 -c pass: CPU time with it, over that without",
                            fmt::format("{:+.2f} %", 100 * share),
                            fmt::format("≤ {:g} %", 100 * target_share), share <= target_share});
  report.figures.push_back({"… without it, median", format_duration(median(cpu_without)), "", std::nullopt});
  report.figures.push_back({"… peak memory with it, less that without", format_bytes(more_bytes),
                            "≤ " + format_bytes(target_bytes), more_bytes <= target_bytes});
  report.how = fmt::format(
      "{} rounds of two interpreters, one with {} preloaded, in random order; user and system time by wait4, "
      "medians. Each record was read back. VmHWM of {} interpreters each.",
      rounds, protocol::witness_library, memory_runs);
  return report;
}

}  // namespace

const Part parts::witness = {"witness",
                             "What does the library cost that proves the allocator in any program?", measure};

}  // namespace allocscale::selfbench
