// Does a policy arm act on the version that is here? An allocator that does not know a knob says nothing, so
// each arm is proven by what it does to page faults, before the first trial with it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "harness/model/catalog.hpp"

namespace allocscale {

/// Of rounds that each allocate, fill and free the same blocks in a process of their own.
struct FaultCount {
  std::int64_t pages = 0;  // of the blocks
  std::int64_t first = 0;  // minor faults of the first round
  std::int64_t last = 0;   // … of the last: what is left once the allocator has warmed up
  std::int64_t warm = 0;   // … of all rounds but the first together

  friend bool operator==(const FaultCount&, const FaultCount&) = default;
};

/// Asks the runner, whose rounds are `pause_ms` apart. Throws SetupError naming it when it does not answer.
[[nodiscard]] FaultCount count_faults(const Runner& runner, std::uint64_t bytes, std::uint64_t block_bytes,
                                      int pause_ms = 0);

/// Asks the runner whether its allocator has `setting` (NAME=value), which is in the runner's environment, in
/// force; absent where the allocator does not tell. Throws as count_faults.
[[nodiscard]] std::optional<bool> has_setting(const Runner& runner, const std::string& setting);

/// Asks the runner for those of a buffer that grows to `bytes` (harness/runner/fault_probe.hpp); `last` is a
/// mean. Throws as count_faults, and for an allocator that never frees.
[[nodiscard]] FaultCount count_growing_faults(const Runner& runner, std::uint64_t bytes);

/// The runner under the arm, called "glibc:retain".
[[nodiscard]] Runner with_arm(const Runner& runner, const ArmOffer& arm);

/// Why the counts without and with an arm do not show it at work; empty when they do. An arm that keeps
/// memory must keep what is otherwise given back (at least half of the pages); another arm must give back
/// what is otherwise kept (all but a tenth).
[[nodiscard]] std::string arm_refusal(bool keeps_memory, const FaultCount& without, const FaultCount& with);

/// Remembers each proof by the bytes of runner and library.
class ArmProver {
 public:
  /// `before_first`, where there is one, is called once, before the first proof. What it throws is passed on.
  explicit ArmProver(std::function<void()> before_first = nullptr) : before_first_(std::move(before_first)) {}

  /// Why the arm is not offered here; empty when it acts. Throws SetupError as count_faults.
  [[nodiscard]] const std::string& refusal(const Runner& runner, const ArmOffer& arm);

 private:
  std::function<void()> before_first_;
  std::map<std::string, std::string> proven_;
};

}  // namespace allocscale
