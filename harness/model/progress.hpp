// How far a command has come, as told to whoever shows it.
#pragma once

#include <optional>
#include <string>

namespace allocscale {

/// Counts what this call does; what an earlier call completed is not counted.
struct Progress {
  int done = 0;
  int total = 0;
  double elapsed_seconds = 0;
  std::optional<double> predicted_seconds;  // of the whole call, before it began
  std::string what;             // the trial that starts, e.g. "block 3/20, concat boxed glibc × 2"
  const char* noun = "trials";  // what is counted
};

}  // namespace allocscale
