// The instrument as `allocscale run` puts it together, at hand for single trials.
#pragma once

#include <string>
#include <vector>

#include "harness/base/places.hpp"
#include "harness/base/shuffle.hpp"
#include "harness/conduct/conduct.hpp"
#include "harness/conduct/trial_host.hpp"
#include "harness/model/machine.hpp"

namespace allocscale::selfbench {

class Instrument {
 public:
  /// Throws SetupError when there are no runners.
  explicit Instrument(const Places& places);

  [[nodiscard]] const Catalog& catalog() const { return campaign_.catalog; }
  [[nodiscard]] const Machine& machine() const { return machine_; }
  /// CPUs that a trial can use at once: P of the parts that say "P = CPUs".
  [[nodiscard]] int cpus() const { return campaign_.topology.capacity; }
  [[nodiscard]] SplitMix64& random() { return random_; }

  /// A trial of the cell as the harness would order it in this block: pinned, scrubbed, with a random
  /// environment pad.
  [[nodiscard]] TrialOrder order(const Cell& cell, int block);

  /// Runs it as an experiment does, with the readings of pressure at its edges. Throws SetupError unless it
  /// is complete, and Interrupted.
  [[nodiscard]] TrialResult run(const TrialOrder& order) const;

  /// The description of a run of these cells, as a store keeps it.
  [[nodiscard]] RunHead head(const std::vector<Cell>& cells) const;

 private:
  Machine machine_;
  Campaign campaign_;
  TrialHost host_ = this_host({});
  SplitMix64 random_{20240607};
};

/// `note` on standard error, as a line of its own.
void say(const std::string& note);

}  // namespace allocscale::selfbench
