#include "harness/attribution/chain_game.hpp"

#include <algorithm>

namespace allocscale {

std::vector<RemovalOrder> removal_orders(std::size_t first, std::size_t second) {
  RemovalOrder order(first, false);
  order.insert(order.end(), second, true);
  std::vector<RemovalOrder> orders;
  do orders.push_back(order);
  while (std::next_permutation(order.begin(), order.end()));
  return orders;
}

std::vector<double> marginals(const ChainGame& game, const RemovalOrder& order) {
  const std::size_t first = game.size() - 1;
  std::vector<double> added(order.size());
  std::size_t i = 0, j = 0;
  for (const bool second_chain : order) {
    const double before = game[i][j];
    const std::size_t player = second_chain ? first + j++ : i++;
    added[player] = game[i][j] - before;
  }
  return added;
}

std::vector<double> nested_values(const ChainGame& game) {
  const auto orders = removal_orders(game.size() - 1, game[0].size() - 1);
  std::vector<double> values(orders[0].size());
  for (const RemovalOrder& order : orders) {
    const std::vector<double> added = marginals(game, order);
    for (std::size_t player = 0; player < values.size(); ++player) values[player] += added[player];
  }
  for (double& value : values) value /= static_cast<double>(orders.size());
  return values;
}

std::vector<std::vector<double>> interactions(const ChainGame& game) {
  std::vector<std::vector<double>> found(game.size() - 1);
  for (std::size_t i = 0; i + 1 < game.size(); ++i)
    for (std::size_t j = 0; j + 1 < game[0].size(); ++j)
      found[i].push_back(game[i + 1][j + 1] - game[i + 1][j] - game[i][j + 1] + game[i][j]);
  return found;
}

}  // namespace allocscale
