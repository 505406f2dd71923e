// chase: one lap through a random cycle of n cache lines, each load waiting for the one before. What is the
// latency of memory, and of its address translation, at this size and beside these neighbours?
#pragma once

#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/mapped_array.hpp"
#include "kernels/parts/sattolo_cycle.hpp"
#include "kernels/parts/without_list.hpp"

namespace allocscale::kernels {

struct Chase : parts::WithoutList {
  static constexpr KernelInfo info{
      .name = "chase",
      .question = "n dependent loads along a random cycle of n cache lines: latency and nothing else.",
      .kind = KernelKind::probe,
      .resource = Resource::load_latency,
      .small = 500'000,
      .paper = 5'000'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };

  template <class L>
  static Work work(std::uint64_t n) {
    return {.operations = n, .logical_bytes = sizeof(parts::ChaseNode*) * n};
  }

  template <class L>
  static Footprint footprint(std::uint64_t n) {
    return {.buffer_bytes = sizeof(parts::ChaseNode) * n};
  }

  /// The lap ends where it began, and the cycle has n nodes.
  static std::uint64_t expected(std::uint64_t n) { return answer(0, n); }

  static double seconds(std::uint64_t n) { return 300e-9 * static_cast<double>(n); }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}

    void build() {
      nodes_ = parts::map_array<parts::ChaseNode>(n_);
      parts::link_cycle(nodes_, n_, seed);
      end_ = nullptr;
    }

    void operate() {
      const parts::ChaseNode* node = nodes_;
      for (std::uint64_t i = 0; i < n_; ++i) {
        node = node->next;
        asm volatile("" : "+r"(node));  // no load before the one it depends on
      }
      end_ = node;
    }

    /// n steps that end where they began are one lap only if the cycle is that long: its nodes are counted.
    [[nodiscard]] std::uint64_t checksum() const {
      if (n_ == 0) return answer(0, 0);
      if (end_ == nullptr) return answer(n_, 0);
      std::uint64_t length = 1;
      for (const parts::ChaseNode* node = nodes_->next; node != nodes_ && length <= n_; node = node->next)
        ++length;
      return answer(static_cast<std::uint64_t>(end_ - nodes_), length);
    }

    void teardown() { parts::unmap_array(nodes_, n_); }

   private:
    std::uint64_t n_;
    parts::ChaseNode* nodes_ = nullptr;
    const parts::ChaseNode* end_ = nullptr;
  };

 private:
  static constexpr std::uint64_t seed = 0xc4a5e;

  static std::uint64_t answer(std::uint64_t end, std::uint64_t length) {
    Checksum checksum;
    checksum.add(end);
    checksum.add(length);
    return checksum.value();
  }
};

}  // namespace allocscale::kernels
