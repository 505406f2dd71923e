// One random cycle through all nodes, so that a walk visits each exactly once before it comes back.
#pragma once

#include <cstdint>
#include <utility>

#include "kernels/parts/random.hpp"

namespace allocscale::kernels::parts {

/// A cache line: no two nodes share one.
struct alignas(64) ChaseNode {
  ChaseNode* next;
};

/// Links nodes[0 … n-1] into one cycle, each of the (n-1)! cycles equally likely (Sattolo 1986, An algorithm
/// to generate a random cyclic permutation).
inline void link_cycle(ChaseNode* nodes, std::uint64_t n, std::uint64_t seed) {
  for (std::uint64_t i = 0; i < n; ++i) nodes[i].next = &nodes[i];
  Random random(seed);
  for (std::uint64_t i = n; i-- > 1;) std::swap(nodes[i].next, nodes[random.below(i)].next);
}

}  // namespace allocscale::kernels::parts
