// The starter's command line.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "harness/model/event_code.hpp"

namespace allocscale::starter {

/// What is started, and how. In the words of the command, {worker}, {workers} and {scratch} stand for the
/// number of this copy, the number of workers of the trial and a fresh folder.
struct Options {
  int rendezvous_fd = -1;
  pid_t parent = 0;  // the harness; 0: none, the command starts at once
  int worker = 0;
  int workers = 1;
  std::string allocator;                 // its name, as the harness knows it
  std::vector<int> cpus;                 // that the command may use; empty: all that this process may
  std::vector<std::string> environment;  // NAME=value, set on top of this process's own
  std::string directory;                 // in which the command runs; empty: this process's own
  std::string input = "/dev/null";
  std::string output = "compare";  // or "discard", "inherit", or a file
  std::string time = "elapsed";    // or "reported", by the command, in its output
  std::vector<int> expected_statuses = {0};
  std::vector<EventCode> events;  // perf events to count beside the usual
  std::string witness_file;       // made here, for the processes to tell who owns their malloc; empty: none
  std::string scratch_parent;     // where {scratch} is made; empty: there is none
  std::vector<std::string> command;
};

/// Reads the command line. Ends the process with an error line where it is wrong.
[[nodiscard]] Options read_options(int argc, char** argv);

/// Replaces what stands in braces in each of the words.
void fill_in(std::vector<std::string>& words, const Options& options, const std::string& scratch);

}  // namespace allocscale::starter
