// `allocscale exec`: measures a program of the user's, alone and beside copies of itself, under each
// allocator.
#pragma once

#include <filesystem>

#include "harness/base/places.hpp"
#include "harness/cli/run_command.hpp"
#include "harness/plan/program_words.hpp"

namespace allocscale {

struct ExecRequest {
  ProgramWords program;
  bool why = false;  // with what explain needs: policy arms, probes, and neighbours of another kind
  RunRequest run;    // its choices hold allocators, workers, placement, blocks, budget, deadline, precision
};

/// Returns the exit status, as run(). Throws RequestError, before any trial is run, for a wrong request.
[[nodiscard]] int exec(const ExecRequest& request, const Places& places);

}  // namespace allocscale
