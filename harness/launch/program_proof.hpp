// Which allocator served a program? What the witness wrote from inside each of its processes, held against
// the library that the cell asks for.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <span>
#include <string>

#include "harness/launch/witnessed.hpp"
#include "harness/protocol/message.hpp"

namespace allocscale {

struct ProgramProof {
  std::string mismatch;  // why it is not the cell's allocator that served the main process; empty: it is
  std::string unproven;  // names of other processes of which that is not known, at most five
  std::int64_t processes = 1;  // of the tree, as far as they were seen
};

/// `main`: the process that executed the command. `seen`: the processes that the starter saw alive. `owner`:
/// the file of the library that must own malloc, calloc, realloc, free and posix_memalign in each process;
/// or, without a '/', the beginning of its file name. A process that executes several programs must have had
/// it in each.
[[nodiscard]] ProgramProof prove_program(const WitnessRecords& records, pid_t main,
                                         std::span<const protocol::SeenProcess> seen,
                                         const std::string& owner);

}  // namespace allocscale
