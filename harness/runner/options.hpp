// The runner's command line.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "harness/model/event_code.hpp"
#include "harness/model/factor_list.hpp"
#include "harness/model/metric.hpp"
#include "harness/model/pairs.hpp"

namespace allocscale::runner {

enum class Mode { run, rehearse, describe, predict, faults, growing, setting, drain, help };

/// What the command line asks for.
struct Options {
  Mode mode = Mode::run;
  std::string_view kernel;
  std::string_view layout;
  std::uint64_t size = 0;
  int iterations = 1;      // that this worker runs; of a paired trial's worker 0: alone and together
  int cpu = -1;            // -1: not pinned
  int rendezvous_fd = -1;  // -1: start at once
  int worker = 0;
  int parent = 0;                         // the harness's pid; 0: nobody's worker
  std::string_view allocator;             // what it is called, when that is not its own name; empty: its own
  std::uint64_t block_bytes = 0;          // of --faults, whose bytes are `size`
  int pause_ms = 0;                       // between the rounds of --faults
  std::string_view setting;               // NAME=value, of --setting
  StartMethod start = StartMethod::exec;  // fork, thread: this process makes all workers of the trial
  int workers = 1;                        // that this process makes, when it is none itself
  std::string_view cpus;                  // "0,2": theirs, in order; empty: not pinned
  bool no_huge_pages = false;
  History history = History::fresh;   // see harness/runner/history.hpp
  bool returns_result = false;        // see ResultPipe
  bool is_sibling = false;            // repeat the kernel until a measuring worker has stopped …
  std::int64_t operations_per_s = 0;  // … at this rate; 0: as fast as it can
  bool is_paired = false;             // a worker of a paired trial, see harness/model/pairs.hpp …
  PairOrder pair_order = PairOrder::alone_first;  // … and the order of its pairs
  std::uint64_t interleave = 0;                   // memory nodes to deal pages round, one bit each; 0: local
  std::array<EventCode, asked_event_metrics.size()> events{};  // perf events to count beside the usual …
  std::size_t event_count = 0;                                 // … and how many
  int rehearse_fd = -1;                                        // where --rehearse leaves its recording
  std::span<char* const> arguments;                            // all, the program's name first
  std::string_view owner;  // declared owner of malloc, when it is not the one linked; empty: the linked one
};

/// Fills `options` without allocating. Returns nullptr, or what is wrong with argument `at`.
[[nodiscard]] const char* parse_options(int argc, char** argv, Options& options, int& at);

/// Number `index` of a list such as "0,2,1", or -1 when it is shorter.
[[nodiscard]] int number_in(std::string_view list, int index);

extern const char* const usage;

}  // namespace allocscale::runner
