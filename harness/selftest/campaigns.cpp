#include "harness/selftest/campaigns.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "harness/base/error.hpp"
#include "harness/base/shuffle.hpp"
#include "harness/conduct/allocator_levels.hpp"
#include "harness/conduct/asked_demand.hpp"
#include "harness/conduct/run_head.hpp"
#include "harness/launch/competitor.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/plan/expand.hpp"
#include "harness/plan/spec.hpp"

namespace allocscale {
namespace {

int campaigns_of(SelftestLength length) {
  switch (length) {
    case SelftestLength::quick:
      return 1;
    case SelftestLength::usual:
      return 3;
    case SelftestLength::full:
      return 20;
  }
  return 1;
}

std::filesystem::path spec_file(const Places& places, const char* name) {
  for (const std::filesystem::path& folder : places.experiments)
    if (const auto file = folder / "selftest" / name; std::filesystem::exists(file)) return file;
  throw RequestError(fmt::format("selftest: no folder of experiments has selftest/{}", name));
}

// Reads specs into campaigns on one machine.
class Planner {
 public:
  Planner(const Places& places, const Topology& topology, std::uint64_t seed)
      : places_(places),
        topology_(topology),
        seed_(seed),
        catalog_(discover_runners(places.runners / "selftest")) {}

  SelftestRun run(const char* spec, const std::string& name) {
    SelftestRun run;
    Campaign& campaign = run.campaign;
    campaign.experiment = read_experiment(spec_file(places_, spec));
    campaign.experiment.name = name;
    campaign.catalog = catalog_;
    prepare_allocators(campaign.experiment, campaign.catalog, prover_);
    campaign.topology = topology_;
    campaign.plan = expand(campaign.experiment, campaign.catalog, topology_);
    run.seed = derive_seed(seed_, ++runs_) >> 11;  // exact in programs that read numbers as doubles
    return run;
  }

 private:
  const Places& places_;
  const Topology& topology_;
  std::uint64_t seed_;
  Catalog catalog_;
  ArmProver prover_;
  std::uint64_t runs_ = 0;
};

TrialHost beside_competitor(TrialHost host) {
  host.run_trial = [run = host.run_trial](const TrialOrder& order) {
    std::optional<Competitor> competitor;
    if (order.cell.workers > 1 && !order.cpus.empty()) competitor.emplace(order.cpus.front());
    return run(order);
  };
  return host;
}

}  // namespace

std::vector<SelftestRun> selftest_runs(SelftestLength length, std::uint64_t seed, const Places& places,
                                       const Topology& topology) {
  Planner planner(places, topology, seed);
  std::vector<SelftestRun> runs;
  const auto plant = [&](const char* spec, const std::string& name, bool competitor) {
    runs.push_back(planner.run(spec, "selftest-" + name));
    runs.back().planted = true;
    runs.back().competitor = competitor;
  };
  if (length == SelftestLength::quick) {
    plant("quick.toml", "quick", false);
    return runs;
  }
  runs.push_back(planner.run("twins.toml", "selftest-twins"));
  for (int campaign = 1; campaign <= campaigns_of(length); ++campaign) {
    plant("planted.toml", fmt::format("planted-{}", campaign), false);
    plant("kept.toml", fmt::format("kept-{}", campaign), false);
    plant("machine.toml", fmt::format("machine-{}", campaign), true);
    if (campaign % 3 != 1) continue;
    plant("doubled.toml", fmt::format("doubled-{}", campaign), false);
    plant("stream.toml", fmt::format("stream-{}", campaign), false);
  }
  return runs;
}

double predicted_seconds(const std::vector<SelftestRun>& runs) {
  double sum = 0;
  for (const SelftestRun& run : runs) {
    const Campaign& campaign = run.campaign;
    const auto predictions =
        predict(campaign.plan, campaign.topology, campaign.catalog, remembered_demand(campaign.catalog));
    sum += block_seconds(shape_block(campaign.plan, predictions), predictions) * campaign.experiment.blocks;
  }
  return sum;
}

ConductedRun conduct_run(const SelftestRun& run, Store& store, const Machine& machine, TrialHost host) {
  const OpenedRun opened = store.open_run(head_of(run.campaign, machine, run.seed, host.ask_demand), false);
  host.show = [show = host.show, &run](Progress now) {
    now.what = fmt::format("{}: {}", run.campaign.experiment.name, now.what);
    show(now);
  };
  if (run.competitor) host = beside_competitor(std::move(host));
  return {opened.id, conduct(run.campaign, store, opened, host)};
}

}  // namespace allocscale
