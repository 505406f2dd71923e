// A small seeded generator for orders that must be random in memory and the same in every run.
#pragma once

#include <cstdint>

namespace allocscale::kernels::parts {

/// SplitMix64 (Steele, Lea & Flood 2014, Fast splittable pseudorandom number generators).
class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  /// 0 … bound-1, 0 < bound ≤ 2^32, by multiplication (Lemire 2019); its bias is below bound / 2^32.
  constexpr std::uint64_t below(std::uint64_t bound) { return ((next() >> 32) * bound) >> 32; }

 private:
  std::uint64_t state_;
};

}  // namespace allocscale::kernels::parts
