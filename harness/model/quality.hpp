// Typed reasons to doubt an estimate, each with what to do about it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace allocscale {

enum class QualityFlag : std::size_t {
  few_blocks,
  start_skew,
  steal,
  throttled,
  major_faults,
  migrated,
  low_overlap,
  oversubscribed,
  failed_trials,
  resumed_block,
  scaled_counts,
  tail_sensitive,
  sibling_rate,
  disturbed,
  skipped_trials,
  waited,
  strangers,
  shared_machine,
};

struct QualityFlagInfo {
  std::string_view name;
  std::string_view advice;
};

inline constexpr std::array<QualityFlagInfo, 18> quality_flags = {{
    {"few-blocks", "fewer than 20 blocks: intervals are shown, no verdict is given; run again to add blocks"},
    {"start-skew", "workers started more than 1 % of the time apart; use a larger size or a quieter machine"},
    {"steal", "the hypervisor took more than 1 % of the CPU time; run again when the host is quieter"},
    {"throttled", "a cgroup CPU quota stopped the trial; raise the quota or use fewer workers"},
    {"major-faults", "pages were read from disk; free memory or use a smaller size"},
    {"migrated", "a pinned worker was moved to another CPU; look for cpuset changes or CPU hotplug"},
    {"low-overlap", "all workers ran together for less than 90 % of the time; use more iterations"},
    {"oversubscribed", "more workers than CPUs: some slowdown is the queue for a CPU, not memory"},
    {"failed-trials", "some trials of this cell did not complete; see the notes under the table"},
    {"resumed-block", "a block was cut and continued later: its trials span a pause"},
    {"scaled-counts", "perf events shared the CPU's counters and are scaled up; end other profilers"},
    {"tail-sensitive",
     "a few blocks decide the mean: a robust estimate lies beyond its interval; add blocks, compare in csv"},
    {"sibling-rate",
     "siblings missed the rate they were to keep to by more than 10 %: not comparable with the kernel"},
    {"disturbed",
     "the hypervisor, a CPU quota or other programs took more of a block's CPU time than allowed, and no "
     "repeat was left; measure when the machine is quieter"},
    {"skipped-trials", "not run, and no failure: the reason is in the notes under the table"},
    {"waited", "more than 2 % of the time was spent waiting for a CPU that other programs had; end them"},
    {"strangers",
     "other programs had more than 5 % of a CPU on the run's CPUs; end them, or start with run --wait-quiet 5m"},
    {"shared-machine",
     "run --share-machine: another harness may have measured at the same time; measure again without it"},
}};

[[nodiscard]] constexpr const QualityFlagInfo& quality_flag_info(QualityFlag flag) {
  return quality_flags[static_cast<std::size_t>(flag)];
}

/// A small set of flags.
class QualityFlags {
 public:
  void raise(QualityFlag flag) { bits_ |= bit(flag); }
  void raise_all(QualityFlags other) { bits_ |= other.bits_; }
  [[nodiscard]] bool has(QualityFlag flag) const { return (bits_ & bit(flag)) != 0; }
  [[nodiscard]] bool none() const { return bits_ == 0; }
  /// In the order of the enum.
  [[nodiscard]] std::vector<QualityFlag> list() const {
    std::vector<QualityFlag> raised;
    for (std::size_t i = 0; i < quality_flags.size(); ++i)
      if (has(static_cast<QualityFlag>(i))) raised.push_back(static_cast<QualityFlag>(i));
    return raised;
  }

  friend bool operator==(const QualityFlags&, const QualityFlags&) = default;

 private:
  static constexpr std::uint32_t bit(QualityFlag flag) { return 1U << static_cast<std::size_t>(flag); }
  std::uint32_t bits_ = 0;
};

}  // namespace allocscale
