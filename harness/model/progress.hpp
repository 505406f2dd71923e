// How far a command has come, as told to whoever shows it.
#pragma once

#include <optional>
#include <string>

namespace allocscale {

/// How narrow the intervals of a run are after so many blocks.
struct WidthSoFar {
  int blocks = 0;
  double half_width = 0;  // as a part of 1; half of the judged intervals are as narrow or narrower
};

/// Counts what this call does; what an earlier call completed is not counted.
struct Progress {
  int done = 0;
  int total = 0;
  double elapsed_seconds = 0;
  std::optional<double> predicted_seconds;  // of the whole call, before it began
  std::string what;                         // that starts, e.g. "concat boxed glibc × 2"
  const char* noun = "trials";              // what is counted
  std::string block = {};                   // of the run, e.g. "block 3/20"
  std::optional<WidthSoFar> width = {};     // absent where it is not known
};

}  // namespace allocscale
