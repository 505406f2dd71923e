// Reads a spec file into an Experiment. Anything that is not described here is an error.
//
// clang-format off
//   question = """Prose: what is asked, and why."""
//   [factors]
//   kernels    = ["concat", "copy"]     # names, or "all"
//   layouts    = ["boxed", "contiguous"]
//   allocators = "all"
//   sizes      = ["small", 40_000]      # small, paper or a number of elements
//   workers    = [1, "max"]             # max: all CPUs; scaling: see resolve_workers(); 1 is added where it is missing
//   placement  = "scatter"              # this and every other factor of model/factor_list.hpp: a level or a list
//   start      = ["exec", "fork"]
//   arms       = ["retain"]             # policy arms that run beside each allocator, where they act; none when not given
//   controls   = ["compute"]            # kernels that run beside whichever are chosen, at small; none when not given
//   combine    = "one-at-a-time"        # each factor alone, from the baseline's levels; crossed when not given
//   vary_under = ["immortal"]           # layouts besides the baseline's under which one-at-a-time varies the factors
//   [sizes]                             # of one kernel, instead of those in [factors]
//   copy       = ["paper", 100_000_000]
//   [command]                           # a program of yours; see ProgramWords. It is a kernel: [factors] may then have no
//                                       # kernels, layouts and sizes, and [baseline] no layout
//   command    = ["a", "b --fast"]      # a command, or several that are compared; the other keys may be left out
//   vary       = ["N=1,2"]              # {N} in the commands
//   vary_env   = ["PYTHONMALLOC=pymalloc,malloc"]
//   env        = ["NAME=VALUE"]
//   name       = "job"                  # what tables call it
//   cwd        = "folder"
//   input      = "file"
//   output     = "compare"              # or discard, inherit, a file
//   prepare    = "command"              # before each trial, and
//   cleanup    = "command"              # after each
//   expect     = "0,1"                  # exit statuses
//   shell      = true                   # /bin/sh reads the commands
//   warmup     = 3                      # launches before the first trial
//   time       = "reported"             # by the program, in a line "allocscale: seconds=1.234"; or "elapsed"
//   require    = "command"              # where it fails, the task is left out, with its last message
//                                       # {here} in commands, env, cwd and input: the folder of the spec
//   [[command]]                         # in the place of [command]: each a kernel of its own, with a name
//   [[published]]                       # figures that stand beside what is measured; any number of them
//   kernel     = "copy"                 # of this experiment
//   task       = "list.copy() of 2e7"   # as the source has it
//   source     = "whose, on what"
//   workers    = [1, 2, 4]
//   seconds    = [1.06, 1.13, 1.41]     # with each of these numbers
//   [[fidelity]]                        # a kernel that is held against a [[command]]; any number of them
//   model      = "copy"                 # a kernel of this experiment
//   layout     = "pyboxed"              # of it
//   size       = 1_000_000              # elements, of the kernel and of the command; one of the kernel's sizes
//   start_size = 1                      # the kernel of this size is its start-up; 1 when not given
//   program    = "py-copy"              # the name of a [[command]]
//   variant    = "PYTHONMALLOC=malloc"  # of it; may be left out where it has one only
//   start_up   = "py-nothing"           # a [[command]] with the same variant that only starts and ends
//   why        = "sentences"            # or a list of them: what is known of the differences; may be left out
//   [baseline]                          # what every other cell is compared with
//   layout     = "boxed"
//   allocator  = "glibc"
//   start      = "exec"                 # of a factor that varies; its first level when not given
//   [measure]                           # each may be left out
//   estimand   = "settled"              # cold: iteration 0; settled: the mean of those from which on the task
//                                       # repeats itself; settled when not given
//   design     = "paired"               # alone and together in turn in one process, or "separate" processes; when
//                                       # not given: see default_design()
//   iterations = 3                      # of a trial; when not given: see resolve_sizes()
//   blocks     = 20
//   margin     = 0.03                   # of the equivalence test
//   budget     = "3m"                   # per call; none when not given
//   deadline   = "60s"                  # per trial; from the prediction when not given
// clang-format on
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "harness/model/experiment.hpp"

namespace allocscale {

/// The experiment in `text`, named after the stem of `file_name`. The names of kernels, layouts and
/// allocators are checked later, when the catalog is known; Experiment::marks keeps their places for that
/// check. Throws RequestError "FILE:LINE:COLUMN: …", one line, at a syntax error, an unknown or missing key,
/// a wrong type, a value out of bounds, an unknown word.
[[nodiscard]] Experiment parse_experiment(std::string_view text, const std::string& file_name);

/// The experiment in the file. Throws as parse_experiment, and RequestError when the file cannot be read.
[[nodiscard]] Experiment read_experiment(const std::filesystem::path& path);

}  // namespace allocscale
