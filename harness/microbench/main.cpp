// microbench-ALLOCATOR: the kernels under Google Benchmark, for the cost of one operation. One benchmark per
// process, because what a process freed before decides what its allocator does next: where several are
// selected, this program runs itself once for each and puts their output together.
#include <benchmark/benchmark.h>

#include <exception>
#include <iostream>
#include <optional>
#include <string>

#include "allocators/declaration.hpp"
#include "allocators/identity.hpp"
#include "harness/microbench/benchmarks.hpp"
#include "harness/microbench/campaign.hpp"
#include "harness/microbench/child.hpp"
#include "harness/microbench/one_process.hpp"
#include "harness/protocol/rendezvous.hpp"

namespace {

using namespace allocscale;

/// One line naming the first symbol that is not the declared allocator's; nothing when all are.
std::optional<std::string> wrong_owner() {
  for (const allocators::SymbolOwner& owner : allocators::find_owners(allocators::declaration))
    if (!allocators::owned_by(owner.path, owner.declared))
      return "wrong allocator: " + std::string(owner.symbol) + " is of " + owner.path + ", not of " +
             std::string(owner.declared);
  return std::nullopt;
}

int run(char* program, microbench::Arguments arguments) {
  const std::optional<microbench::ChildRole> role = microbench::take_child_role(arguments);
  if (role && !microbench::stay_with_parent(role->parent)) return protocol::exit_orphaned;
  if (const auto wrong = wrong_owner()) {
    std::cerr << program << ": " << *wrong << "\n";
    return protocol::exit_wrong_allocator;
  }
  benchmark::AddCustomContext("allocator", std::string(allocators::declaration.name));
  microbench::register_benchmarks();
  const std::vector<std::string> names = microbench::matching_names(program, arguments);
  if (names.empty()) return protocol::exit_usage;
  if (const auto listing = microbench::option(arguments, "list_tests"); listing && *listing != "false") {
    for (const std::string& name : names) std::cout << name << "\n";
    return 0;
  }
  if (role || names.size() == 1) return microbench::run_here(program, arguments, role);
  return microbench::run_each(program, names, arguments);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argv[0], microbench::Arguments(argv + 1, argv + argc));
  } catch (const std::exception& error) {
    std::cerr << argv[0] << ": " << error.what() << "\n";
    return protocol::exit_setup;
  }
}
