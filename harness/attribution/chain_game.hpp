// Divides a gain between removals of which some include others: the Shapley value of a game whose players
// form two chains, averaged over the orders that keep the chains (Faigle & Kern 1992). An average over all 24
// orders of four players, as if each could be removed alone, gives wrong values: with 40 points planted in
// the page-fault path and 2 in allocator work, whose removal includes the page-fault path, it returns 20
// and 22.
#pragma once

#include <cstddef>
#include <vector>

namespace allocscale {

/// v[i][j] is the gain when the first i players of one chain and the first j of the other are removed. It is
/// rectangular and at least 1 × 1. v[0][0] is 0 in every game here, but need not be.
using ChainGame = std::vector<std::vector<double>>;

/// An order in which all players are removed: false is the next player of the first chain, true of the
/// second.
using RemovalOrder = std::vector<bool>;

/// Every order that keeps both chains. There are (m + n)! / (m! n!), which is six for two chains of two.
[[nodiscard]] std::vector<RemovalOrder> removal_orders(std::size_t first, std::size_t second);

/// The gain that each player adds in one order: the first chain's players, then the second's. The sum is
/// v(all) − v(none).
[[nodiscard]] std::vector<double> marginals(const ChainGame& game, const RemovalOrder& order);

/// The mean of the marginals over all orders.
[[nodiscard]] std::vector<double> nested_values(const ChainGame& game);

/// How much more the (i+1)th player of the first chain adds when the (j+1)th of the second is removed, which
/// is also how much more the latter adds when the former is: v[i+1][j+1] − v[i+1][j] − v[i][j+1] + v[i][j],
/// by i and j. All are 0 where removals add up.
[[nodiscard]] std::vector<std::vector<double>> interactions(const ChainGame& game);

}  // namespace allocscale
