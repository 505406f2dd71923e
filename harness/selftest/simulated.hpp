// Random samples with known distributions. Equal seeds give equal samples with every compiler, up to the last
// digits of log and cos.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include "harness/base/shuffle.hpp"

namespace allocscale {

/// Draws from the normal and the uniform distribution.
class Normal {
 public:
  explicit Normal(std::uint64_t seed) : random_(seed) {}
  /// A draw from the normal distribution (Box & Muller 1958).
  double operator()(double mean, double deviation) {
    const double radius = std::sqrt(-2 * std::log(uniform()));
    return mean + deviation * radius * std::cos(2 * std::numbers::pi * uniform());
  }
  /// A draw from the uniform distribution on (0, 1).
  double uniform() { return (static_cast<double>(random_.next() >> 11) + 0.5) * 0x1p-53; }

 private:
  SplitMix64 random_;
};

/// Calls `trial` as often as `draws` says and returns the share of calls that return true.
template <class Trial>
double share_of(int draws, Trial trial) {
  int count = 0;
  for (int i = 0; i < draws; ++i) count += trial() ? 1 : 0;
  return static_cast<double>(count) / draws;
}

}  // namespace allocscale
