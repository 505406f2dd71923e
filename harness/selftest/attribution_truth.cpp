#include "harness/selftest/attribution_truth.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "harness/attribution/chain_game.hpp"
#include "harness/attribution/naming.hpp"
#include "harness/selftest/planted_dataset.hpp"

namespace allocscale {
namespace {

constexpr double ledger_margin = 0.03;
constexpr double noise = 0.02;
constexpr int ledger_blocks = 20;

bool all_hold(const RemovalLedger& ledger, const Planted& planted) {
  const double loss[] = {planted.faults, planted.work, planted.counts, planted.indirection};
  const double cost[] = {planted.fault_cost, 0, 0, 0};
  for (std::size_t i = 0; i < 4; ++i)
    if (!ledger.components[i].loss.points.holds(loss[i]) || !ledger.components[i].cost.points.holds(cost[i]))
      return false;
  return ledger.loss_left.points.holds(planted.residual) &&
         ledger.cost_left.points.holds(100 - planted.fault_cost);
}

bool faults_come_first(const RemovalLedger& ledger) {
  const Component* const top = largest_component(ledger, &Component::loss);
  return top->suspects == Component::Suspects{Suspect::page_faults};
}

struct Cause {
  Named name;
  void (*plant)(PlantedExperiment& experiment, double points);
};

constexpr Cause causes[] = {
    {Named::no_loss, [](PlantedExperiment&, double) {}},
    {Named::no_loss, [](PlantedExperiment& one, double points) { one.planted.fault_cost = points; }},
    {Named::page_faults, [](PlantedExperiment& one, double points) { one.planted.faults = points; }},
    {Named::allocator_work, [](PlantedExperiment& one, double points) { one.planted.work = points; }},
    {Named::reference_counts, [](PlantedExperiment& one, double points) { one.planted.counts = points; }},
    {Named::indirection, [](PlantedExperiment& one, double points) { one.planted.indirection = points; }},
    {Named::residual, [](PlantedExperiment& one, double points) { one.planted.residual = points; }},
    {Named::several, [](PlantedExperiment& one, double points) { one.planted.both = points; }},
    // Two equal causes, of which neither is the largest.
    {Named::several,
     [](PlantedExperiment& one, double points) { one.planted.faults = one.planted.counts = points; }},
    // The machine takes the same of every task, whatever was removed of it.
    {Named::machine, [](PlantedExperiment& one, double points) { one.planted.machine = points; }},
    // So most of the dearest, which is then no cause.
    {Named::machine,
     [](PlantedExperiment& one, double points) {
       one.planted.machine = points;
       one.planted.fault_cost = 2 * points;
     }},
};

double named_rightly(int cpus, int campaigns, std::uint64_t seed) {
  int right = 0, all = 0;
  for (const Cause& cause : causes)
    for (int campaign = 0; campaign < campaigns; ++campaign, ++all) {
      PlantedExperiment experiment;
      experiment.workers = cpus;
      experiment.seed = derive_seed(seed, static_cast<std::uint64_t>(all));
      cause.plant(experiment, 40);
      right += name_cause(attribute(planted_dataset_of(experiment)).at(0)) == cause.name ? 1 : 0;
    }
  return static_cast<double>(right) / all;
}

}  // namespace

BoundedFigure exact_points() {
  const Planted planted = {.faults = 40, .work = 2, .counts = 5, .indirection = 3};
  ChainGame game;
  for (const Memory memory : all_levels().memory) {
    std::vector<double>& row = game.emplace_back();
    for (const Access access : all_levels().access)
      row.push_back(planted.left(Memory::as_is, Access::counted) - planted.left(memory, access));
  }
  const std::vector<double> values = nested_values(game);
  const double truth[] = {40, 2, 5, 3};
  double furthest = 0;
  for (std::size_t i = 0; i < 4; ++i) furthest = std::max(furthest, std::abs(values[i] - truth[i]));
  return {"40, 2, 5 and 3 points, nested: furthest from what comes back", furthest, 0, 1e-9,
          FigureUnit::points};
}

std::vector<BoundedFigure> attribution_truth(int campaigns, std::uint64_t seed,
                                             const std::vector<int>& machines) {
  std::vector<BoundedFigure> figures;
  for (const int cpus : machines) {
    int held = 0, first = 0;
    for (int campaign = 0; campaign < campaigns; ++campaign) {
      const std::uint64_t own =
          derive_seed(seed, 1000 * static_cast<std::uint64_t>(cpus) + static_cast<std::uint64_t>(campaign));
      Normal normal(own);
      const RemovalLedger ledger = removal_ledger(simulate(dosed(cpus), ledger_blocks, noise, normal),
                                                  {all_levels(), {}, {}}, ledger_margin, own);
      held += all_hold(ledger, dosed(cpus)) ? 1 : 0;
      first += faults_come_first(ledger) ? 1 : 0;
    }
    const double error = std::sqrt(0.05 * 0.95 / campaigns);
    const auto add = [&](const char* what, double figure, double least) {
      figures.push_back(
          {fmt::format("simulated {} CPUs: {}", cpus, what), figure, least, 1, FigureUnit::share});
    };
    add("campaigns whose intervals all hold", static_cast<double>(held) / campaigns, 0.95 - 2.5 * error);
    add("campaigns whose first cause is the planted one", static_cast<double>(first) / campaigns, 0.95);
    add("planted causes that are named", named_rightly(cpus, std::max(2, campaigns / 60), seed), 0.95);
  }
  return figures;
}

}  // namespace allocscale
