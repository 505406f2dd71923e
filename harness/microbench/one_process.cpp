#include "harness/microbench/one_process.hpp"

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "harness/microbench/benchmarks.hpp"
#include "harness/microbench/row_reporter.hpp"
#include "harness/protocol/rendezvous.hpp"

namespace allocscale::microbench {
namespace {

using Reporter = benchmark::ConsoleReporter;

void print_help() {
  std::puts(
      "microbench: the kernels of allocscale under Google Benchmark, one process for each benchmark.\n"
      "\n"
      "Names are KERNEL/LAYOUT/operate/SIZE (the operate "
      "phase is timed) and KERNEL/LAYOUT/iteration/SIZE (all\n"
      "phases are). allocs_per_element counts calls of malloc "
      "and realloc in an iteration, per element of the list.\n"
      "The smallest time per benchmark is 0.1 s unless --benchmark_min_time says otherwise.\n"
      "\n"
      "All options are Google Benchmark's:\n");
  benchmark::PrintDefaultHelp();
}

/// Hands the arguments to the library; exits with status 2 where it does not know one.
void initialise(char* program, Arguments arguments) {
  std::vector<char*> pointers = {program};
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  int count = static_cast<int>(pointers.size());
  pointers.push_back(nullptr);
  benchmark::Initialize(&count, pointers.data(), print_help);
  if (benchmark::ReportUnrecognizedArguments(count, pointers.data())) std::exit(protocol::exit_usage);
}

bool is_on(const std::string& value) {
  return value == "true" || value == "1" || value == "yes" || value == "on";
}

/// What the library would choose for its own console table.
Reporter::OutputOptions console_options(const Arguments& arguments) {
  const std::string color = option(arguments, "color").value_or("auto");
  const bool colored =
      color == "auto" ? isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr : is_on(color);
  const bool tabular = is_on(option(arguments, "counters_tabular").value_or("false"));
  return static_cast<Reporter::OutputOptions>((colored ? Reporter::OO_Color : Reporter::OO_None) |
                                              (tabular ? Reporter::OO_Tabular : Reporter::OO_None));
}

}  // namespace

std::vector<std::string> matching_names(char* program, const Arguments& arguments) {
  Arguments listing = arguments;
  listing.push_back("--benchmark_list_tests=true");
  initialise(program, listing);
  std::ostringstream listed;
  Reporter reporter(Reporter::OO_None);
  reporter.SetOutputStream(&listed);
  benchmark::RunSpecifiedBenchmarks(&reporter);
  std::vector<std::string> names;
  std::istringstream lines(listed.str());
  for (std::string name; std::getline(lines, name);) names.push_back(name);
  return names;
}

int run_here(char* program, const Arguments& arguments, const std::optional<ChildRole>& role) {
  Arguments running = arguments;
  if (!option(arguments, "min_time")) running.push_back("--benchmark_min_time=0.1");
  running.push_back("--benchmark_list_tests=false");
  initialise(program, running);
  if (role && option(arguments, "format").value_or("console") == "console") {
    RowReporter reporter(console_options(arguments), *role);
    benchmark::RunSpecifiedBenchmarks(&reporter);
  } else {
    benchmark::RunSpecifiedBenchmarks();
  }
  return wrong_answer() ? 1 : 0;
}

}  // namespace allocscale::microbench
