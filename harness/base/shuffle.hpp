// Seeded randomisation that is the same on every compiler and library: std::shuffle is not.
#pragma once

#include <cstdint>
#include <span>
#include <utility>

namespace allocscale {

/// SplitMix64 (Steele, Lea & Flood 2014): one 64-bit state, every seed usable, 2^64 period.
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  /// A value in [0, bound), bound ≥ 1, without bias (rejection).
  std::uint64_t below(std::uint64_t bound) {
    const std::uint64_t reject_under = (0 - bound) % bound;
    for (;;) {
      if (const std::uint64_t value = next(); value >= reject_under) return value % bound;
    }
  }

 private:
  std::uint64_t state_;
};

/// Fisher-Yates.
template <class T>
void shuffle(std::span<T> items, SplitMix64& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random.below(i)]);
}

/// A seed for one purpose out of a stored one: equal inputs, equal seed.
[[nodiscard]] inline std::uint64_t derive_seed(std::uint64_t seed, std::uint64_t purpose) {
  SplitMix64 mix(seed ^ (purpose * 0xd1342543de82ef95));
  return mix.next();
}

}  // namespace allocscale
