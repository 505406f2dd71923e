// The label of a stored run: what a reader needs to find the run again.
#pragma once

#include <cstdint>
#include <string>

namespace allocscale {

struct RunLabel {
  std::int64_t number = 0;  // in its store; 0: the run is in no store
  std::int64_t started_at_unix_ns = 0;
  std::string note = {};  // of the user; may be empty

  friend bool operator==(const RunLabel&, const RunLabel&) = default;
};

}  // namespace allocscale
