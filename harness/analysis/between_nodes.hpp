// Replicates of one estimate on several machines of one kind: how much do the machines differ beyond what
// chance within each explains? Machines are never pooled as if they were one: their means are combined by
// random effects, whose interval grows with the spread between them.
//
// The variance between machines is that of Paule and Mandel (1982, J. Res. NBS 87:377), the interval of the
// mean that of Hartung and Knapp (2001, Stat. Med. 20:1771), never narrower than with the variances as given
// (Röver, Knapp & Friede 2015, BMC Med. Res. Methodol. 15:99). Both keep their level better than DerSimonian
// and Laird's with few studies (Veroniki et al. 2016, Res. Synth. Methods 7:55).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/analysis/interval.hpp"

namespace allocscale {

/// One machine's estimate and the variance of its error. Of ratios and times both are of the logarithm.
struct NodeEffect {
  double value = 0;
  double variance = 0;

  friend bool operator==(const NodeEffect&, const NodeEffect&) = default;
};

/// The logarithm of an estimate above zero with an interval, whose half-width is Student's t over its blocks
/// times the standard error; nothing where there is no interval, or no width.
[[nodiscard]] std::optional<NodeEffect> log_effect(const Estimate& estimate);

/// Below so many machines no interval of their mean is given.
inline constexpr std::size_t fewest_nodes = 5;

struct BetweenNodes {
  double mean = 0;                   // weighted by the inverse of both variances
  std::optional<Interval> interval;  // 95 %, of the mean; absent for fewer than fewest_nodes
  double between = 0;                // τ, the standard deviation between machines
  double within = 0;                 // the median standard error of one machine's estimate
  std::vector<std::size_t> apart;    // machines that disagree with the others
};

/// Combines two effects or more. A machine is apart where the mean of the others lies further from it than
/// chance, within it and between them, allows among so many machines (deleted residuals, 1 % over all
/// machines, Bonferroni), and further than `margin`; of two machines, both. With fewer than fewest_nodes
/// the variance between the others is not known and taken to be none.
[[nodiscard]] BetweenNodes combine_nodes(std::span<const NodeEffect> effects, double margin);

}  // namespace allocscale
