// The runner's command line.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace allocscale::runner {

enum class Mode { run, rehearse, describe, predict, faults, help };

struct Options {
  Mode mode = Mode::run;
  std::string_view kernel;
  std::string_view layout;
  std::uint64_t size = 0;
  int iterations = 1;
  int cpu = -1;            // -1: not pinned
  int rendezvous_fd = -1;  // -1: start at once
  int worker = 0;
  int parent = 0;                    // the harness's pid; 0: nobody's worker
  std::string_view allocator;        // what it is called, when that is not its own name; empty: its own
  std::uint64_t block_bytes = 0;     // of --faults, whose bytes are `size`
  int rehearse_fd = -1;              // where --rehearse leaves its recording
  std::span<char* const> arguments;  // all, the program's name first
  std::string_view owner;  // declared owner of malloc, when it is not the one linked; empty: the linked one
};

/// Fills `options` without allocating. Returns nullptr, or what is wrong with argument `at`.
[[nodiscard]] const char* parse_options(int argc, char** argv, Options& options, int& at);

extern const char* const usage;

}  // namespace allocscale::runner
