// The lines that a runner prints, as values: the harness's side of the protocol.
//
//   {"event":"hello","protocol":2,"allocator":"mimalloc","verdict":"proven","owners":[{"symbol":"malloc","path":"…"},…],
//    "library":"…","resident_bytes":…}                           once, before the release; with a verdict
//                                                                of "wrong" also a "mismatch":
//                                                                {"symbol":…,"declared":…,"path":…}
//   {"event":"sample","iteration":0,"phase":"build","wall_ns":…} after the stop, absent metrics left out; in
//   a
//                                                                paired trial with "alone":0 or 1
//   {"event":"result","checksum":"hex","expected":"hex","wrong_iteration":…,"cpu":…,"start_ns":…,"stop_ns":…,
//    "start_skew_ns":…,…,"version":"…","worker":0,"process":…}   once, last; in a paired trial with
//                                                                "together":[start,stop,start,stop,…], ns, of
//                                                                its iterations together
//                                                               and of a program with
//                                                               "seen":[{"pid":…,"name":…},…]
//   A runner of several workers says hello once, when all of them are ready, and then, worker by worker in
//   their order, the samples and the result of each.
//   {"event":"error","reason":"out of memory","message":"…"}     instead, when it cannot go on
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/model/catalog.hpp"
#include "harness/model/metric.hpp"
#include "harness/model/trial.hpp"

namespace allocscale::protocol {

struct Hello {
  int protocol = 0;
  std::string allocator;
  bool proven = false;
  std::string mismatch;  // why not proven: symbol, owner found, owner declared
  std::string library;   // path of the object that owns malloc
  std::int64_t resident_bytes = 0;
};

/// A process that a starter saw alive.
struct SeenProcess {
  int pid = 0;
  std::string name;             // when it was seen last; of the command: at its end
  std::string executable = {};  // of the command, when it was seen running last; empty: it never was
};

struct ResultMessage {
  std::string checksum;
  std::string expected;
  std::optional<int> wrong_iteration;  // the first whose checksum was not the expected one
  std::optional<int> cpu;
  std::int64_t start_ns = 0;
  std::int64_t stop_ns = 0;
  std::string version;
  WorkerReadings readings;
  std::optional<int> worker = {};              // which of the runner's own, where it has several
  std::optional<int> process = {};             // the pid that measured
  std::vector<SeenProcess> seen = {};          // of a program: its processes, as far as the starter saw them
  std::vector<std::int64_t> together_ns = {};  // of a paired trial: start and stop of each iteration together
};

struct ErrorMessage {
  std::string reason;  // "out of memory", "wrong allocator", "usage", "set-up"
  std::string message;
};

using Message = std::variant<Hello, Sample, ResultMessage, ErrorMessage>;

/// Reads one line. Throws std::runtime_error naming what was expected when it is no message of this protocol.
[[nodiscard]] Message parse_message(const std::string& line);

/// Reads all lines of `runner --describe`. Throws as parse_message. The path, the hashes are the caller's to
/// fill.
[[nodiscard]] Runner parse_description(const std::string& lines);

/// The answer to `runner --faults BYTES BLOCK`.
struct FaultsMessage {
  std::int64_t pages = 0;
  std::int64_t first = 0;  // minor faults of the first round
  std::int64_t last = 0;
  std::optional<std::int64_t> warm;  // all but the first together
};

/// Reads it. Throws as parse_message.
[[nodiscard]] FaultsMessage parse_faults(const std::string& line);

/// Reads the answer to `runner --setting NAME=VALUE`: whether the allocator has it in force; absent where it
/// does not tell. Throws as parse_message.
[[nodiscard]] std::optional<bool> parse_setting(const std::string& line);

/// Reads the lines of `runner --predict KERNEL LAYOUT SIZE`, the demand of one worker. Throws as
/// parse_message.
[[nodiscard]] Demand parse_demand(const std::string& line);

}  // namespace allocscale::protocol
