// Running one child process to its end, and ending it when this process is told to stop.
#pragma once

#include <optional>
#include <string>

#include "harness/microbench/options.hpp"

namespace allocscale::microbench {

struct ChildEnd {
  int status = 0;                  // exit status; 128 + signal when a signal ended it
  std::optional<int> interrupted;  // SIGINT or SIGTERM, when this process received one meanwhile
};

/// To be called once, before any child: from here on SIGINT and SIGTERM are delivered to run_child.
void hold_interrupts();

/// Runs this executable, called `program`, with the arguments, its standard output going to `output_fd`
/// unless that is negative. An interrupt ends the child. Throws std::system_error when there is no child to
/// run.
[[nodiscard]] ChildEnd run_child(const std::string& program, const Arguments& arguments, int output_fd);

/// In the child: dies with its parent, however that ends; false when the parent is gone already.
[[nodiscard]] bool stay_with_parent(int parent);

}  // namespace allocscale::microbench
