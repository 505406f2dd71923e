// triad: a[i] = b[i] + 3 c[i] over populated arrays, after STREAM (McCalpin 1995). Two streams in, one out:
// what the machine's memory gives to a program that also computes.
#pragma once

#include <bit>
#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/mapped_array.hpp"
#include "kernels/parts/without_list.hpp"

namespace allocscale::kernels {

struct Triad : parts::WithoutList {
  static constexpr KernelInfo info{
      .name = "triad",
      .question = "a = b + 3 c over n doubles in populated arrays: bandwidth of two streams in and one out.",
      .kind = KernelKind::probe,
      .resource = Resource::triad_bandwidth,
      .small = 6'000'000,
      .paper = 20'000'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
      .repeats = true,
  };

  template <class L>
  static Work work(std::uint64_t n) {
    return {.operations = n, .logical_bytes = 24 * n};
  }

  template <class L>
  static Footprint footprint(std::uint64_t n) {
    return {.buffer_bytes = 24 * n};
  }

  /// Whole numbers below 2^53: exact, whatever the compiler joins or reorders.
  static std::uint64_t expected(std::uint64_t n) {
    Checksum checksum;
    for (std::uint64_t i = 0; i < n; ++i)
      checksum.add(std::bit_cast<std::uint64_t>(static_cast<double>(i + 3 * (n - i))));
    return checksum.value();
  }

  static double seconds(std::uint64_t n) { return 10e-9 * static_cast<double>(n); }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}

    void build() {
      a_ = parts::map_array<double>(n_);
      b_ = parts::map_array<double>(n_);
      c_ = parts::map_array<double>(n_);
      for (std::uint64_t i = 0; i < n_; ++i) {
        b_[i] = static_cast<double>(i);
        c_[i] = static_cast<double>(n_ - i);
      }
    }

    void operate() {
      double* const a = a_;
      const double* const b = b_;
      const double* const c = c_;
      for (std::uint64_t i = 0; i < n_; ++i) a[i] = b[i] + 3 * c[i];
      keep(a);
    }

    [[nodiscard]] std::uint64_t checksum() const {
      Checksum checksum;
      for (std::uint64_t i = 0; i < n_; ++i) checksum.add(std::bit_cast<std::uint64_t>(a_[i]));
      return checksum.value();
    }

    void teardown() {
      parts::unmap_array(a_, n_);
      parts::unmap_array(b_, n_);
      parts::unmap_array(c_, n_);
    }

   private:
    std::uint64_t n_;
    double* a_ = nullptr;
    double* b_ = nullptr;
    double* c_ = nullptr;
  };
};

}  // namespace allocscale::kernels
