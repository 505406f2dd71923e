// Everything that the harness has seen of one worker, and the rules that its messages must keep.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/launch/child_process.hpp"
#include "harness/model/cell.hpp"
#include "harness/model/pairs.hpp"
#include "harness/protocol/message.hpp"

namespace allocscale {

/// What was seen of one worker so far.
struct WorkerTrace {
  int worker = 0;
  bool sibling = false;                 // beside the first worker, with a kernel of its own
  bool program = false;                 // a user's program, which has no build phase and no known answer
  std::optional<PairOrder> pairs = {};  // of a paired trial
  bool released = false;
  std::int64_t start_ns = 0;  // the common start time, once it is released (CLOCK_MONOTONIC)
  std::optional<protocol::Hello> hello;
  std::vector<Sample> samples;
  std::optional<protocol::ResultMessage> result;
  std::optional<protocol::ErrorMessage> error;
  std::string fault;       // the first breach of the rules; empty: none
  bool uses_cpu = false;   // its process did when the deadline passed
  std::string last_words;  // the last line of its standard error
  std::optional<ExitStatus> exit;
};

/// Takes a line of the worker's output. The rules: one hello before the release; after it every phase of
/// every iteration in order, in a paired trial with whether it was alone, then one result, whose times lie
/// between the common start and now; or an error instead, at any time. A breach is recorded in `fault`, never
/// thrown.
void take_line(WorkerTrace& trace, const Cell& cell, const std::string& line);

/// The first 80 bytes of what a worker wrote, clean (clean_line).
[[nodiscard]] std::string excerpt(std::string_view text);

/// The last line of a text that is not blank, clean (clean_line), of at most 200 bytes.
[[nodiscard]] std::string last_line(std::string_view text);

}  // namespace allocscale
