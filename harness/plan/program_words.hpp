// Reads the words with which a user describes a program task, on the command line or in a spec.
#pragma once

#include <string>
#include <vector>

#include "harness/model/experiment.hpp"
#include "harness/model/program.hpp"

namespace allocscale {

/// A program task as it is written. Names in errors are those of the command line's options.
struct ProgramWords {
  std::vector<std::string> words;             // one command, split already: what stands behind "--"
  std::vector<std::string> commands;          // --command: one text each
  std::vector<std::string> vary;              // --vary NAME=1,2,4: {NAME} in the commands
  std::vector<std::string> vary_environment;  // --vary-env NAME=a,b
  std::vector<std::string> environment;       // --env NAME=VALUE
  std::string name;                           // --name
  std::string directory;                      // --cwd
  std::string input = "/dev/null";            // --input
  std::string output = "compare";             // --output
  std::string prepare;                        // --prepare
  std::string cleanup;                        // --cleanup
  std::string expected = "0";                 // --expect 0,1
  bool shell = false;                         // --shell: commands are read by /bin/sh
  int warmups = 0;                            // --warmup
  std::string time = "elapsed";               // --time: or "reported", by the program itself
  std::string require;                        // of a spec: a command without which the task is left out
};

/// The words of a command's text: blanks part them, quotes and backslashes keep them together, as in a shell
/// that replaces nothing. Throws RequestError, which names `option`, at a quote without its end, at a text
/// without words, and at a character by which a shell would do more, such as | or >.
[[nodiscard]] std::vector<std::string> split_words(const std::string& option, const std::string& text);

/// Adds the experiment's programs, at least one, to its kernels, and their variants to its layouts. Where it
/// has no kernels beside them, the first variant of the first program becomes the baseline's. A program is
/// measured cold, since each launch is one, and the kernels beside it likewise, with one iteration.
void add_programs(Experiment& experiment);

/// Makes the tasks, at least one, the only kernels of the experiment, as add_programs() does.
void set_programs(std::vector<ProgramTask> tasks, Experiment& experiment);

/// The task, its variants being every combination of the commands and of what varies, the first of each
/// first. Throws RequestError naming the option: no command, a pair that is none, a name that stands in no
/// command, a file or folder that is not there, a status that is none.
[[nodiscard]] ProgramTask read_program(const ProgramWords& given);

}  // namespace allocscale
