// The environment of a runner process. A later line of this list is added to those before it:
//
//   PATH, LANG            of every process that the harness starts
//   LD_PRELOAD            of an allocator that is a preloaded library
//   the arm's variables   of an allocator with a policy arm
//   the huge-page knob    of a cell with huge pages "always"
//   ALLOCSCALE_PAD        of the workers of a trial: a random length
//
// A process inherits nothing of the caller's environment: LD_PRELOAD and the allocators' variables would
// change the treatment; LD_LIBRARY_PATH would let ld.so find another library than the runner was described
// with; any other variable moves the stack, by a length that differs from user to user (Mytkowicz et al.
// 2009), and a runner reads none of them. `allocscale doctor` says what the caller's variables would do
// (knob_probe.hpp).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/model/catalog.hpp"
#include "harness/model/cell.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// What every environment begins with, NAME=value: PATH=/usr/bin:/bin and LANG=C.
[[nodiscard]] std::vector<std::string> scrubbed_environment();

/// Of a process that is asked a question: scrubbed, then the runner's own (LD_PRELOAD, the arm's variables).
[[nodiscard]] std::vector<std::string> runner_environment(const Runner& runner);

/// Of the workers of a cell, as a TrialOrder carries it: the runner's, and its huge-page knob where the cell
/// asks for huge pages.
[[nodiscard]] std::vector<std::string> cell_environment(const Cell& cell, const Runner& runner);

/// Of the workers of one trial: the order's environment, and ALLOCSCALE_PAD of environment_pad bytes.
[[nodiscard]] std::vector<std::string> worker_environment(const TrialOrder& order);

/// The NAME=value that preloads the library, an absolute path without spaces and colons.
[[nodiscard]] std::string preload_variable(const std::filesystem::path& library);

/// `environment` with `knob` (NAME=value). A variable that is set already holds both values, the new one
/// last, with the separator of its own syntax: ':' in GLIBC_TUNABLES, ld.so(8); ',' in others, as in
/// MALLOC_CONF, jemalloc(3).
[[nodiscard]] std::vector<std::string> with_knob(std::vector<std::string> environment,
                                                 const std::string& knob);

}  // namespace allocscale
