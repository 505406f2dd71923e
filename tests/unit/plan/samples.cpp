#include "tests/unit/plan/samples.hpp"

#include "harness/selftest/simulated_facts.hpp"

namespace allocscale {
namespace {

LayoutOffer layout(const std::string& name, const std::string& unsupported) {
  return {name, "", unsupported, layout_facts(simulated_facts(), name), name == "boxed"};
}

KernelOffer list_kernel(const std::string& name, std::uint64_t small, std::uint64_t paper, bool contiguous) {
  KernelOffer kernel;
  kernel.name = name;
  kernel.facts.kind = KernelKind::list;
  kernel.small = small;
  kernel.paper = paper;
  kernel.largest = 200'000'000;
  kernel.small_iterations = 4;
  kernel.layouts = {layout("boxed", ""),
                    layout("contiguous", contiguous ? "" : "a table has no values of its own"),
                    layout("none", "a list kernel needs a list")};
  return kernel;
}

KernelOffer control(const std::string& name, int small_iterations) {
  KernelOffer kernel = list_kernel(name, 500, 1000, false);
  kernel.facts = kernel_facts(simulated_facts(), name);
  kernel.small_iterations = small_iterations;
  kernel.layouts = {layout("boxed", "no list"), layout("contiguous", "no list"), layout("none", "")};
  return kernel;
}

Runner runner(const std::string& allocator) {
  Runner runner;
  runner.allocator = allocator;
  runner.path = "/opt/runner-" + allocator;
  runner.plain = allocator == "glibc";
  runner.kernels = {control("compute", 3), list_kernel("concat", 10'000, 80'000, true),
                    list_kernel("copy", 500'000, 20'000'000, true), list_kernel("dict", 300'000, 0, false),
                    control("sleep", 1)};
  return runner;
}

}  // namespace

Catalog sample_catalog() {
  Catalog catalog;
  catalog.runners = {runner("glibc"), runner("mimalloc")};
  catalog.unbuilt = {{"jemalloc", "libjemalloc-dev is not installed"}};
  return catalog;
}

Experiment sample_experiment() {
  Experiment experiment;
  experiment.name = "sample";
  experiment.question = "Does it scale?";
  experiment.kernels = {"concat"};
  experiment.layouts = {"boxed", "contiguous"};
  experiment.allocators = {"glibc", "mimalloc"};
  experiment.sizes = {{"small", 0}};
  experiment.workers = {{false, 1}, {true, 1}};
  experiment.baseline = {"boxed", "glibc"};
  return experiment;
}

Topology sample_topology(int packages, int nodes, int cores, int siblings) {
  Topology topology;
  const int all_cores = packages * nodes * cores;
  for (int core = 0; core < all_cores; ++core)
    for (int sibling = 0; sibling < siblings; ++sibling)
      topology.cpus.push_back({.id = sibling * all_cores + core,
                               .core = core,
                               .smt_index = sibling,
                               .package = core / (nodes * cores),
                               .numa_node = core / cores});
  topology.capacity = all_cores * siblings;
  return topology;
}

}  // namespace allocscale
