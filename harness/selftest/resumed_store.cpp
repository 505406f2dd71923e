#include "harness/selftest/resumed_store.hpp"

#include <cmath>
#include <filesystem>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/scratch_folder.hpp"
#include "harness/conduct/conduct.hpp"
#include "harness/plan/expand.hpp"
#include "harness/selftest/planted_dataset.hpp"
#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

PlantedExperiment planted() {
  PlantedExperiment experiment;
  experiment.planted = {
      .faults = 30, .work = 8, .counts = 10, .indirection = 5, .residual = 4, .fault_cost = 20};
  experiment.planted.machine = 1;
  return experiment;
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (!contains(names, name)) names.push_back(name);
}

// The kernel under the layouts that it has in these cells.
KernelOffer offer_of(const std::string& kernel, const RunDescription& run) {
  std::vector<std::string> layouts;
  for (const Cell& cell : run.cells)
    if (cell.kernel == kernel) add_once(layouts, cell.layout);
  KernelOffer offer;
  offer.name = kernel;
  offer.facts = kernel_facts(run.facts, kernel);
  offer.small = offer.largest = 20'000;
  offer.small_iterations = 3;
  for (const std::string& layout : layouts)
    offer.layouts.push_back({layout, "", "", layout_facts(run.facts, layout)});
  return offer;
}

// The planted experiment, as one that is planned and run.
Campaign simulated_campaign() {
  PlantedExperiment without_trials = planted();
  without_trials.blocks = 0;
  const RunDescription run = planted_dataset_of(without_trials).run;
  Campaign campaign;
  Experiment& experiment = campaign.experiment;
  experiment.name = "simulated";
  experiment.sizes = {{"small", 0}};
  experiment.workers = {{false, 1}, {false, 2}};
  experiment.baseline = run.baseline;
  for (const Cell& cell : run.cells) {
    add_once(experiment.kernels, cell.kernel);
    add_once(experiment.allocators, cell.allocator);
    if (stores_lists(layout_facts(run.facts, cell.layout))) add_once(experiment.layouts, cell.layout);
  }
  Runner runner;
  for (const std::string& kernel : experiment.kernels) runner.kernels.push_back(offer_of(kernel, run));
  for (const std::string& allocator : experiment.allocators) {
    runner.allocator = allocator;
    campaign.catalog.runners.push_back(runner);
  }
  campaign.topology = {{{0, 0, 0, 0, 0}, {1, 1, 0, 0, 0}}, 2};
  campaign.plan = expand(experiment, campaign.catalog, campaign.topology);
  return campaign;
}

OpenedRun open(Store& store, const Campaign& campaign, std::uint64_t seed) {
  RunHead head;
  head.spec_key = head.run.experiment = campaign.experiment.name;
  head.run.baseline = campaign.experiment.baseline;
  head.run.blocks_wanted = campaign.experiment.blocks;
  head.run.seed = seed;
  head.run.capacity = campaign.topology.capacity;
  head.run.cells = campaign.plan.cells;
  head.run.facts = facts_of(declared_facts(campaign.catalog), campaign.plan.cells);
  return store.open_run(head, false);
}

// Trials take no time. Each draws its noise from a seed of its own: the random size of its environment, the
// only thing in a TrialOrder that differs from trial to trial of a cell.
TrialHost simulated_host(std::uint64_t seed) {
  TrialHost host;
  host.run_trial = [seed, experiment = planted()](const TrialOrder& order) {
    Normal normal(derive_seed(seed, static_cast<std::uint64_t>(order.environment_pad)));
    return planted_trial(experiment, order.cell, std::exp(normal(0, experiment.noise)));
  };
  host.available_memory = [] { return std::int64_t{1} << 40; };
  host.ask_demand = [](const Cell&) { return Demand{1 << 20, 0.1}; };
  host.steady_seconds = [] { return 0.0; };
  host.unix_ns = [] { return std::int64_t{0}; };
  host.interrupted = [] { return false; };
  host.show = [](const Progress&) {};
  return host;
}

}  // namespace

std::string explained_store(std::uint64_t seed, bool cut, const ExplainAttributions& explain) {
  const ScratchFolder folder(temporary_folder(), "allocscale-selftest");
  const Campaign campaign = simulated_campaign();
  Store store = Store::open(folder.path() / "store.sqlite3");
  TrialHost host = simulated_host(seed);
  if (cut) {
    const std::size_t block = campaign.plan.cells.size() + 4;  // with the twins of both kernels
    host.interrupted = [left = 7 * block + block / 2]() mutable { return left-- == 0; };
    if (conduct(campaign, store, open(store, campaign, seed), host) != StopReason::interrupted)
      throw SetupError("the simulated experiment was not interrupted");
    host.interrupted = [] { return false; };
  }
  const OpenedRun run = open(store, campaign, seed);
  if (conduct(campaign, store, run, host) != StopReason::complete || run.continued != cut)
    throw SetupError("the simulated experiment did not come to its end");
  return explain(attribute(store.load(run.id)));
}

BoundedFigure resumed_store_truth(std::uint64_t seed, const ExplainAttributions& explain) {
  const bool same = explained_store(seed, false, explain) == explained_store(seed, true, explain);
  return {"a store that was cut and resumed is explained byte for byte as one that was not", same ? 1.0 : 0.0,
          1, 1, FigureUnit::count};
}

}  // namespace allocscale
