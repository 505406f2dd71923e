// Are the launches of a cell of two kinds? A process that raises its allocator's thresholds before the task
// runs in 6.5 ms without a fault, another in 246 ms with 73,600; the mean of both is a time that no launch
// has.
#pragma once

#include <optional>
#include <span>

namespace allocscale {

/// Two groups of values: the geometric mean of each, and how many values are in the lower one.
struct Modes {
  double low = 0;
  double high = 0;
  int low_count = 0;
  int count = 0;
  std::optional<double> low_faults = {};   // minor faults per iteration, the mean of each group;
  std::optional<double> high_faults = {};  // two_modes() does not know them

  [[nodiscard]] double low_share() const { return static_cast<double>(low_count) / count; }
};

/// The launches of two cells that are compared, those of one of them at least being of two kinds.
struct Kinds {
  int slow_before = 0;  // launches of the slow kind, of `before`
  int before = 0;
  int slow_after = 0;
  int after = 0;
  bool same = false;      // both cells have the same two kinds; else the counts say nothing
  bool by_share = false;  // more or fewer launches of the slow kind make most of the difference
};

/// What two_modes() says of two cells, given by the logarithms of their launches; absent where neither is of
/// two kinds. The kinds are the same where both cells' launches of a kind have means that lie less than half
/// as far apart as the kinds do. The shares make the difference where they differ by Fisher's exact test
/// (two-sided, 5 %) and the launches within the kinds account for less than half of it.
[[nodiscard]] std::optional<Kinds> kinds_of(std::span<const double> before, std::span<const double> after);

/// The two modes of the values, given as their logarithms; absent where they are not of two kinds. The rule
/// is fixed: at least 20 values; parted so that the squares within both parts are least (Fisher 1958), the
/// parts hold at most a tenth of all squares, each has at least three values and a tenth of them, and they
/// lie a factor of 1.2 apart. Of 20 values from normal, uniform, t₃, log-normal and exponential
/// distributions, at most 0.6 % of the samples are called two modes; two equal parts 8 deviations apart are
/// found in 98 %, 6 apart in 61 %.
[[nodiscard]] std::optional<Modes> two_modes(std::span<const double> logarithms);

}  // namespace allocscale
