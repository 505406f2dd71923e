// Samples whose truth is known: seeded, and the same on every compiler up to the last digits of log and cos.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include "harness/base/shuffle.hpp"

namespace allocscale {

class Normal {
 public:
  explicit Normal(std::uint64_t seed) : random_(seed) {}
  // Box & Muller 1958.
  double operator()(double mean, double deviation) {
    const double radius = std::sqrt(-2 * std::log(uniform()));
    return mean + deviation * radius * std::cos(2 * std::numbers::pi * uniform());
  }
  double uniform() { return (static_cast<double>(random_.next() >> 11) + 0.5) * 0x1p-53; }

 private:
  SplitMix64 random_;
};

/// In what share of `draws` is `trial` true?
template <class Trial>
double share_of(int draws, Trial trial) {
  int count = 0;
  for (int i = 0; i < draws; ++i) count += trial() ? 1 : 0;
  return static_cast<double>(count) / draws;
}

}  // namespace allocscale
