// A stored run in one line: what `allocscale runs` lists.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/machine.hpp"
#include "harness/model/run_description.hpp"

namespace allocscale {

struct RunSummary {
  std::int64_t id = 0;
  std::string experiment;
  std::string note;  // of the user; may be empty
  std::int64_t started_at_unix_ns = 0;
  std::int64_t measured_ns = 0;  // the sum of its trials' whole times
  Machine machine;
  std::vector<AllocatorBuild> builds;
  int blocks_wanted = 0;
  int blocks_done = 0;   // the blocks that count
  bool precise = false;  // it ended since its intervals were narrow enough (run --precision)
  std::size_t cells = 0;
  std::size_t trials = 0;
  std::size_t complete_trials = 0;  // of them, with outcome complete
  std::int64_t newest_trial = 0;    // id; 0: it has none
  std::string node = {};            // the name of the host; empty: not known
  std::optional<Shard> shard = {};  // absent: the whole experiment
};

}  // namespace allocscale
