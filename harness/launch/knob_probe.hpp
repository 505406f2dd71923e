// Which variables of its environment does the loaded allocator obey? An allocator ignores a variable that it
// does not know in silence, so each variable is set and its effect on page faults counted.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/launch/arm_proof.hpp"
#include "harness/model/catalog.hpp"

namespace allocscale {

/// Whom to ask about an allocator under some environment: count_faults and has_setting, or fakes of them.
struct KnobWitnesses {
  std::function<FaultCount(const Runner&, std::uint64_t bytes, std::uint64_t block_bytes, int pause_ms)>
      count_faults;
  std::function<std::optional<bool>(const Runner&, const std::string& setting)> has_setting;
};

/// What is allocated, filled and freed to see whether a value acts with time: rounds that are `pause_ms`
/// apart.
struct TimedRounds {
  std::uint64_t bytes = 0;
  std::uint64_t block_bytes = 0;
  int pause_ms = 0;
};

/// The rounds that are tried, up to the first that show an effect; the second only where the allocator has
/// the value in force, since a value that is written wrongly may have an effect in them too: mimalloc 2.0
/// with MIMALLOC_RESERVE_OS_MEMORY=4, without a unit, reserves one segment, which it keeps. Many small
/// blocks, because an allocator that gives memory back after a delay looks at the clock once in so many
/// calls: jemalloc with dirty_decay_ms:10 shows nothing in one block of 8 MiB. Few large ones, because
/// mimalloc 2.0 puts its delay off by 1 ms for each block that is freed: its default of 25 ms shows nothing
/// in more than 30 of them.
inline constexpr std::array<TimedRounds, 2> timed_rounds = {
    {{std::uint64_t{8} << 20, 256, 30}, {std::uint64_t{8} << 20, std::uint64_t{1} << 20, 60}}};

/// Faults of timed rounds, with the value and without it.
struct TimedCounts {
  TimedRounds rounds;
  FaultCount without;
  FaultCount with;
  FaultCount with_at_once;  // with the value, without pauses
};

/// One value of a variable, and the faults with and without it.
struct KnobTrial {
  std::string value;
  std::uint64_t bytes = 0;
  std::uint64_t block_bytes = 0;
  FaultCount without;
  FaultCount with;
  std::string failure;           // why there are no counts: the program does not run with it; empty otherwise
  std::optional<bool> in_force;  // what the allocator itself says; absent where it does not or was not asked
  std::optional<TimedCounts> timed;  // absent where the rounds without pauses show the effect

  /// A tenth of the pages more or fewer faults, in the first round or in a warm one.
  [[nodiscard]] bool acts() const;

  /// Whether the rounds with pauses show an effect. Where the allocator has the value in force: half of the
  /// pages more than without pauses, or two rounds of them more or fewer than without the value. Where it
  /// does not tell: the latter. An allocator that says that it has another value does not obey this one.
  [[nodiscard]] bool acts_with_time() const;
};

/// What was found of one variable.
struct KnobFinding {
  std::string name;
  bool known = true;               // by the allocator's declaration
  std::optional<std::string> set;  // to what, in the caller's environment
  std::string why_not;             // why it is not tried; empty when it is
  std::vector<KnobTrial> callers;  // the caller's value at each size, up to the first where it acts
  std::vector<KnobTrial> declared;
};

/// The value acts, at once or with time, or the allocator says that it has it in force.
[[nodiscard]] bool is_obeyed(const KnobTrial& trial);

/// Tries every variable that the runner declares, those of its arms and for huge pages included, in the order
/// of declaration. Then follow, untried, those of `environment` (NAME=value) that begin as a declared one
/// does, up to the first '_', and are not declared. Where a caller's value shows no effect, the allocator is
/// asked for it, and rounds with pauses are tried. Throws SetupError when the runner does not count faults
/// without any variable either.
[[nodiscard]] std::vector<KnobFinding> examine_knobs(const Runner& runner,
                                                     const std::vector<std::string>& environment,
                                                     const KnobWitnesses& witnesses);

/// What one variable (NAME=value) does to the allocator: tried once, as above. Absent where the allocator
/// neither declares it nor a variable that begins alike: it is another program's.
[[nodiscard]] std::optional<KnobFinding> examine_variable(const Runner& runner, const std::string& variable,
                                                          const KnobWitnesses& witnesses);

}  // namespace allocscale
