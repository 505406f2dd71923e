#include "harness/attribution/removal_ledger.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "harness/analysis/distributions.hpp"
#include "harness/analysis/robust.hpp"
#include "harness/analysis/simultaneous.hpp"
#include "harness/attribution/relative_blocks.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/shuffle.hpp"

namespace allocscale {
namespace {

using Games = std::vector<ChainGame>;  // one per block

// One game of all blocks, reduced to its contrasts.
struct Contrasts {
  std::vector<ValueBlocks> players;
  std::vector<std::vector<double>> by_order;  // by order, then player: means over blocks
};

std::vector<double> mean_marginals(const Games& games, const RemovalOrder& order) {
  std::vector<double> mean(order.size());
  for (const ChainGame& game : games) {
    const std::vector<double> added = marginals(game, order);
    for (std::size_t player = 0; player < mean.size(); ++player)
      mean[player] += added[player] / static_cast<double>(games.size());
  }
  return mean;
}

// A player's marginals in two orders, the second taken from the first, by block.
std::vector<double> spread_of(const Games& games, std::size_t player, const RemovalOrder& most,
                              const RemovalOrder& least) {
  std::vector<double> spread;
  for (const ChainGame& game : games)
    spread.push_back(marginals(game, most)[player] - marginals(game, least)[player]);
  return spread;
}

Contrasts contrasts_of(const Games& games) {
  const auto orders = removal_orders(games[0].size() - 1, games[0][0].size() - 1);
  const std::size_t players = orders[0].size();
  Contrasts contrasts;
  contrasts.players.resize(players);
  for (const ChainGame& game : games) {
    const std::vector<double> values = nested_values(game);
    for (std::size_t player = 0; player < players; ++player)
      contrasts.players[player].value.push_back(values[player]);
  }
  for (const RemovalOrder& order : orders) contrasts.by_order.push_back(mean_marginals(games, order));
  for (std::size_t player = 0; player < players; ++player) {
    const auto less = [&](const auto& one, const auto& other) { return one[player] < other[player]; };
    const auto [least, most] =
        std::minmax_element(contrasts.by_order.begin(), contrasts.by_order.end(), less);
    const auto order_at = [&](auto at) {
      return orders[static_cast<std::size_t>(at - contrasts.by_order.begin())];
    };
    contrasts.players[player].spread = spread_of(games, player, order_at(most), order_at(least));
    std::set<double> unlike;  // orders that put the same before a player give it the same
    for (const std::vector<double>& order : contrasts.by_order) unlike.insert(order[player]);
    const auto count = static_cast<int>(unlike.size());
    contrasts.players[player].spread_chosen_of = std::max(1, count * (count - 1) / 2);
  }
  return contrasts;
}

// What each step of a chain removes: itself, and any level left out before it.
template <class Level>
std::vector<Component::Suspects> steps_of(const std::vector<Level>& levels) {
  std::vector<Component::Suspects> steps;
  for (std::size_t i = 1; i < levels.size(); ++i) {
    Component::Suspects removed;
    for (auto level = static_cast<std::size_t>(levels[i - 1]) + 1;
         level <= static_cast<std::size_t>(levels[i]); ++level)
      removed.push_back(removed_by(static_cast<Level>(level)));
    steps.push_back(std::move(removed));
  }
  return steps;
}

std::vector<Component::Suspects> players_of(const RemovalLevels& levels) {
  std::vector<Component::Suspects> players = steps_of(levels.memory);
  for (auto& step : steps_of(levels.access)) players.push_back(std::move(step));
  return players;
}

// The suspects that the subject has and that are no player by themselves.
std::vector<Suspect> not_alone(const std::vector<Component::Suspects>& players,
                               const std::vector<Suspect>& absent) {
  std::vector<Suspect> missing;
  for (const Suspect suspect :
       {Suspect::page_faults, Suspect::allocator_work, Suspect::reference_counts, Suspect::indirection})
    if (!contains(absent, suspect) &&
        std::none_of(players.begin(), players.end(), [&](const Component::Suspects& player) {
          return player.size() == 1 && player[0] == suspect;
        }))
      missing.push_back(suspect);
  return missing;
}

// Joint intervals and the critical value that they use; absent where blocks are too few for one.
struct Joint {
  std::vector<Interval> intervals;
  std::optional<double> critical;
};

// Fewer blocks than this have too few sign flips for a joint bound.
constexpr std::size_t blocks_for_joint_bounds = 6;

std::optional<Joint> joint_intervals(const std::vector<std::vector<double>>& family,
                                     const Resampling& resampling) {
  const auto joint = simultaneous_intervals(family, 0.95, resampling);
  if (!joint) return std::nullopt;
  if (family[0].size() >= blocks_for_joint_bounds) return Joint{joint->intervals, joint->critical};
  Joint unbounded;
  constexpr double infinite = std::numeric_limits<double>::infinity();
  for (const Interval& one : joint->intervals)
    unbounded.intervals.push_back({one.estimate, -infinite, infinite});
  return unbounded;
}

// What would be found in four of five such runs, by the critical value that the verdict uses.
std::optional<double> detectable_of(std::span<const double> blocks, std::optional<double> critical) {
  const auto deviation = deviation_of(blocks);
  if (!deviation || !critical) return std::nullopt;
  const auto count = static_cast<double>(blocks.size());
  return (*critical + t_quantile(0.8, count - 1)) * *deviation / std::sqrt(count);
}

// What the ledger needs of the blocks that have every cell. Each vector has one number per block.
struct Complete {
  std::size_t blocks = 0;
  Games loss, cost;
  std::vector<double> whole;      // D(∅)
  std::vector<double> machine;    // of D(∅), what the machine takes; empty without a control
  std::vector<double> loss_left;  // D'(all)
  std::vector<double> cost_left;  // 100·T(all,1)/T(∅,1)
  std::vector<double> ln_slowdown;
  std::vector<double>
      twin_difference;  // ln slowdown of the twin less that of both copies, where there is one
};

Complete complete_of(std::span<const RemovalBlock> blocks, const RemovalLevels& levels) {
  Complete complete;
  complete.blocks = blocks.size();
  for (const RemovalBlock& block : blocks) {
    const auto ln_slowdown = [](const AloneAndTogether& cell) {
      return std::log(cell.together / cell.alone);
    };
    complete.ln_slowdown.push_back(ln_slowdown(*block.at(Memory::as_is, Access::counted)));
    if (block.twin)
      complete.twin_difference.push_back(ln_slowdown(*block.twin) - complete.ln_slowdown.back());
  }
  const RelativeBlocks relative = relative_blocks(blocks, levels);
  for (const RelativeBlock& block : relative.blocks) {
    const CellPoints& as_is = block.at(Memory::as_is, Access::counted);
    const CellPoints& all_gone = block.at(levels.memory.back(), levels.access.back());
    complete.whole.push_back(as_is.together - as_is.alone);
    if (relative.has_control) complete.machine.push_back(as_is.machine);
    complete.loss_left.push_back(all_gone.lost());
    complete.cost_left.push_back(all_gone.alone);
    complete.loss.push_back(loss_game(block, levels));
    complete.cost.push_back(cost_game(block, levels));
  }
  return complete;
}

std::optional<double> robust_where_tails_matter(std::span<const double> blocks) {
  const auto robust = robust_estimate(blocks);
  return robust && robust->tail_sensitive ? std::optional(robust->estimate) : std::nullopt;
}

// Of each interval its own draws, so that adding a component leaves the others as they were.
std::uint64_t share_seed(std::uint64_t seed, std::size_t contrast) { return derive_seed(seed, 1 + contrast); }

GameValue plain_value(const std::vector<double>& blocks, const Joint& joint, std::size_t contrast,
                      double margin_points) {
  GameValue value;
  value.points = joint.intervals[contrast];
  value.least = value.most = value.points.estimate;
  value.robust_where_tails_matter = robust_where_tails_matter(blocks);
  value.detectable = detectable_of(blocks, joint.critical);
  value.verdict = component_verdict_of(value, {blocks, {}}, margin_points);
  return value;
}

GameValue player_value(const Contrasts& contrasts, std::size_t player, const Joint& joint,
                       std::size_t contrast, double margin_points) {
  GameValue value;
  value.points = joint.intervals[contrast];
  value.least = value.most = contrasts.by_order[0][player];
  for (const std::vector<double>& order : contrasts.by_order) {
    value.least = std::min(value.least, order[player]);
    value.most = std::max(value.most, order[player]);
  }
  value.robust_where_tails_matter = robust_where_tails_matter(contrasts.players[player].value);
  value.detectable = detectable_of(contrasts.players[player].value, joint.critical);
  value.verdict = component_verdict_of(value, contrasts.players[player], margin_points);
  return value;
}

std::vector<Interaction> interactions_of(const Complete& complete, const RemovalLevels& levels) {
  const auto memory = steps_of(levels.memory), access = steps_of(levels.access);
  const auto interval_of = [](const Games& games, std::size_t i, std::size_t j) {
    std::vector<double> blocks;
    for (const ChainGame& game : games) blocks.push_back(interactions(game)[i][j]);
    return *mean_interval(blocks, 0.95);
  };
  std::vector<Interaction> found;
  for (std::size_t i = 0; i < memory.size(); ++i)
    for (std::size_t j = 0; j < access.size(); ++j)
      found.push_back(
          {memory[i], access[j], interval_of(complete.loss, i, j), interval_of(complete.cost, i, j)});
  return found;
}

// From ln ratios to points: 100·(ratio − 1).
double points_of(double ln_ratio) { return 100 * std::expm1(ln_ratio); }

// Points and verdict are of the same intervals, so that they cannot contradict each other.
void judge_whole(RemovalLedger& ledger, const Complete& complete, double margin) {
  const Judgement judgement = judge(complete.ln_slowdown, margin, deviation_of(complete.twin_difference));
  if (const auto& ln = judgement.interval)
    ledger.loss = Interval{points_of(ln->estimate), points_of(ln->low), points_of(ln->high)};
  if (const auto robust = robust_where_tails_matter(complete.ln_slowdown))
    ledger.robust_where_tails_matter = points_of(*robust);
  if (judgement.detectable) ledger.detectable = points_of(*judgement.detectable);
  ledger.verdict = judgement.verdict;
}

// A removal that had nothing to remove leaves nothing but noise in its component.
bool had_nothing_to_remove(const Component::Suspects& suspects, const std::vector<Suspect>& was_silent) {
  return suspects.size() == 1 && contains(was_silent, suspects[0]);
}

// By how many points each part is ahead of each other, with the intervals of all pairs together.
void compare(const std::vector<GameValue*>& parts, const std::vector<std::vector<double>>& values,
             std::uint64_t seed) {
  for (GameValue* part : parts) part->ahead_of.resize(parts.size());
  std::vector<std::vector<double>> differences;
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (std::size_t j = i + 1; j < parts.size(); ++j) {
      differences.emplace_back();
      for (std::size_t b = 0; b < values[i].size(); ++b)
        differences.back().push_back(values[i][b] - values[j][b]);
    }
  const auto joint = joint_intervals(differences, {999, seed});
  if (!joint) return;
  std::size_t next = 0;
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (std::size_t j = i + 1; j < parts.size(); ++j) {
      const Interval& ahead = joint->intervals[next++];
      parts[i]->ahead_of[j] = ahead;
      parts[j]->ahead_of[i] = {-ahead.estimate, -ahead.high, -ahead.low};
    }
}

void compare_parts(RemovalLedger& ledger, const Contrasts& loss, const Contrasts& cost,
                   const Complete& complete, std::uint64_t seed) {
  std::vector<GameValue*> loss_parts, cost_parts;
  std::vector<std::vector<double>> losses, costs;
  for (std::size_t player = 0; player < ledger.components.size(); ++player) {
    loss_parts.push_back(&ledger.components[player].loss);
    cost_parts.push_back(&ledger.components[player].cost);
    losses.push_back(loss.players[player].value);
    costs.push_back(cost.players[player].value);
  }
  loss_parts.push_back(&ledger.loss_left);
  losses.push_back(complete.loss_left);
  if (ledger.machine) {
    loss_parts.push_back(&*ledger.machine);
    losses.push_back(complete.machine);
  }
  compare(loss_parts, losses, derive_seed(seed, 1));
  compare(cost_parts, costs, derive_seed(seed, 2));
}

// Whether all of the loss is the machine's: the rest is 0 within the margin and not shown to be above 0.
bool all_is_machines(const Complete& complete, double margin_points) {
  std::vector<double> rest;
  for (std::size_t b = 0; b < complete.machine.size(); ++b)
    rest.push_back(complete.whole[b] - complete.machine[b]);
  const auto ninety = mean_interval(rest, 0.90), wide = mean_interval(rest, 0.95);
  return ninety && wide && wide->low <= 0 && ninety->low > -margin_points && ninety->high < margin_points;
}

void fill_components(RemovalLedger& ledger, const Complete& complete, const Removable& removable,
                     double margin, std::uint64_t seed) {
  const Contrasts loss = contrasts_of(complete.loss), cost = contrasts_of(complete.cost);
  const std::size_t players = loss.players.size();
  std::vector<std::vector<double>> family;
  for (const Contrasts& game : {loss, cost})
    for (const ValueBlocks& player : game.players) family.push_back(player.value);
  family.push_back(complete.loss_left);
  family.push_back(complete.cost_left);
  if (!complete.machine.empty()) family.push_back(complete.machine);
  const auto joint = joint_intervals(family, {1999, derive_seed(seed, 0)});
  if (!joint) return;

  const double margin_points = 100 * margin;
  const auto suspects = players_of(removable.levels);
  for (std::size_t player = 0; player < players; ++player) {
    Component component;
    component.suspects = suspects[player];
    component.loss = player_value(loss, player, *joint, player, margin_points);
    component.cost = player_value(cost, player, *joint, players + player, margin_points);
    if (had_nothing_to_remove(component.suspects, removable.was_silent))
      component.loss.verdict = component.cost.verdict = ComponentVerdict::nothing;
    component.loss.share =
        ratio_of_means(loss.players[player].value, complete.whole, 0.95, {1999, share_seed(seed, player)});
    ledger.components.push_back(std::move(component));
  }
  ledger.loss_left = plain_value(complete.loss_left, *joint, 2 * players, margin_points);
  ledger.loss_left.share =
      ratio_of_means(complete.loss_left, complete.whole, 0.95, {1999, share_seed(seed, players)});
  ledger.cost_left = plain_value(complete.cost_left, *joint, 2 * players + 1, margin_points);
  if (!complete.machine.empty()) {
    ledger.machine = plain_value(complete.machine, *joint, 2 * players + 2, margin_points);
    ledger.machine->share =
        ratio_of_means(complete.machine, complete.whole, 0.95, {1999, share_seed(seed, players + 1)});
    ledger.is_all_machines = all_is_machines(complete, margin_points);
  }
  compare_parts(ledger, loss, cost, complete, derive_seed(seed, players + 1000));
}

}  // namespace

bool RemovalLedger::has_loss() const { return loss && verdict == Verdict::loss; }

const Component* find_component(const RemovalLedger& ledger, Suspect suspect) {
  for (const Component& component : ledger.components)
    if (component.suspects == Component::Suspects{suspect}) return &component;
  return nullptr;
}

const Component* largest_component(const RemovalLedger& ledger, GameValue Component::*game) {
  const auto top = std::max_element(ledger.components.begin(), ledger.components.end(),
                                    [game](const Component& one, const Component& other) {
                                      return (one.*game).points.estimate < (other.*game).points.estimate;
                                    });
  return top == ledger.components.end() ? nullptr : &*top;
}

RemovalLedger removal_ledger(std::span<const RemovalBlock> blocks, const Removable& removable, double margin,
                             std::uint64_t seed) {
  const RemovalLevels levels = usable_levels(blocks, removable.levels);
  const Complete complete = complete_of(complete_blocks(blocks, levels), levels);
  RemovalLedger ledger;
  ledger.blocks = static_cast<int>(complete.blocks);
  ledger.left_out = static_cast<int>(blocks.size() - complete.blocks);
  ledger.not_removable = not_alone(players_of(levels), removable.absent);
  if (complete.blocks < 2) return ledger;
  judge_whole(ledger, complete, margin);
  fill_components(ledger, complete, {levels, removable.absent, removable.was_silent}, margin, seed);
  ledger.interactions = interactions_of(complete, levels);
  return ledger;
}

}  // namespace allocscale
