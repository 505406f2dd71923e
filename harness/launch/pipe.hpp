// A pipe from a child to the harness, whose reading end never blocks the harness.
#pragma once

#include <cstddef>
#include <string_view>

#include "harness/base/unique_fd.hpp"

namespace allocscale {

struct Pipe {
  UniqueFd reading;  // non-blocking
  UniqueFd writing;  // the child's
};

/// Both ends close on exec. Throws SetupError when the process has no descriptor left.
[[nodiscard]] Pipe make_pipe();

enum class PipeState { read, empty, ended };

/// Reads what is there, up to 64 KiB, and sets `text` to it: a view that the next call on this thread
/// overwrites.
[[nodiscard]] PipeState read_pipe(int fd, std::string_view& text);

}  // namespace allocscale
