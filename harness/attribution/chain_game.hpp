// Who earned what, when some removals include others? The Shapley value of a game whose players come in two
// chains, averaged over the orders that respect them (Faigle & Kern 1992). Averaging over all 24 orders of
// four players, as if each could go alone, names the wrong cause: with 40 points planted in the page-fault
// path and 2 in allocator work, whose removal includes it, it returns 20 and 22.
#pragma once

#include <cstddef>
#include <vector>

namespace allocscale {

/// v[i][j]: what is gained when the first i players of one chain and the first j of the other are removed.
/// Rectangular, at least 1 × 1; v[0][0] is 0 in every game here, but need not be.
using ChainGame = std::vector<std::vector<double>>;

/// One way of removing all: false is the next player of the first chain, true of the second.
using RemovalOrder = std::vector<bool>;

/// Every order that keeps both chains: (m + n)! / (m! n!) of them, six for two chains of two.
[[nodiscard]] std::vector<RemovalOrder> removal_orders(std::size_t first, std::size_t second);

/// What each player adds in one order: the first chain's players, then the second's. Sums to v(all) −
/// v(none).
[[nodiscard]] std::vector<double> marginals(const ChainGame& game, const RemovalOrder& order);

/// The mean of the marginals over all orders.
[[nodiscard]] std::vector<double> nested_values(const ChainGame& game);

/// How much more the (i+1)th player of the first chain adds once the (j+1)th of the second is gone, and the
/// other way round: v[i+1][j+1] − v[i+1][j] − v[i][j+1] + v[i][j], by i and j. All 0 where removals add up.
[[nodiscard]] std::vector<std::vector<double>> interactions(const ChainGame& game);

}  // namespace allocscale
