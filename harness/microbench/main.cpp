// microbench-ALLOCATOR: the kernels under Google Benchmark, for the cost of one operation. Every benchmark
// has a process of its own, because what a process freed before decides what its allocator does next.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "allocators/contract/family.hpp"
#include "allocators/contract/identity.hpp"
#include "harness/microbench/benchmarks.hpp"
#include "harness/microbench/one_by_one.hpp"
#include "harness/microbench/options.hpp"
#include "harness/protocol/rendezvous.hpp"

namespace {

using namespace allocscale;
using microbench::Arguments;

/// One line naming the first symbol that is not the declared allocator's; nothing when all are.
std::optional<std::string> wrong_owner() {
  for (const allocators::SymbolOwner& owner : allocators::find_owners(allocators::declared_for({})))
    if (!allocators::owned_by(owner.path, owner.declared))
      return "wrong allocator: " + std::string(owner.symbol) + " is of " + owner.path + ", not of " +
             std::string(owner.declared);
  return std::nullopt;
}

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

/// Hands the arguments to the library; exits with status 2 where it does not know one, and after --help.
void initialise(char* program, Arguments arguments, const Arguments& more) {
  arguments.insert(arguments.end(), more.begin(), more.end());
  std::vector<char*> pointers = {program};
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  int count = static_cast<int>(pointers.size());
  pointers.push_back(nullptr);
  benchmark::Initialize(&count, pointers.data(), print_help);
  if (benchmark::ReportUnrecognizedArguments(count, pointers.data())) std::exit(protocol::exit_usage);
}

/// The names that the arguments select, in the order of registration.
std::vector<std::string> matching_names(char* program, const Arguments& arguments) {
  initialise(program, arguments, {"--benchmark_list_tests=true", "--benchmark_out="});
  std::ostringstream listed;
  benchmark::ConsoleReporter reporter(benchmark::ConsoleReporter::OO_None);
  reporter.SetOutputStream(&listed);
  benchmark::RunSpecifiedBenchmarks(&reporter);
  std::vector<std::string> names;
  std::istringstream lines(listed.str());
  for (std::string name; std::getline(lines, name);) names.push_back(name);
  return names;
}

int run(char* program, const Arguments& arguments) {
  if (const auto wrong = wrong_owner()) {
    std::cerr << program << ": " << *wrong << "\n";
    return protocol::exit_wrong_allocator;
  }
  benchmark::AddCustomContext("allocator", std::string(allocators::declaration.name));
  microbench::register_benchmarks();
  const std::vector<std::string> names = matching_names(program, arguments);
  if (names.empty()) return protocol::exit_usage;
  if (const auto listing = microbench::option(arguments, "list_tests"); listing && *listing != "false") {
    for (const std::string& name : names) std::cout << name << "\n";
    return 0;
  }
  Arguments running = {"--benchmark_list_tests=false", "--benchmark_out="};
  if (!microbench::option(arguments, "min_time")) running.push_back("--benchmark_min_time=0.1");
  if (std::getenv("NO_COLOR") != nullptr && !microbench::option(arguments, "color"))
    running.push_back("--benchmark_color=false");  // the library does not know the variable
  initialise(program, arguments, running);
  return microbench::run_one_by_one(program, names, arguments);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argv[0], Arguments(argv + 1, argv + argc));
  } catch (const std::exception& error) {
    std::cerr << argv[0] << ": " << error.what() << "\n";
    return protocol::exit_setup;
  }
}
