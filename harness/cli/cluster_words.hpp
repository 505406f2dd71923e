// The words behind `allocscale cluster submit`: some are for the job, the rest is what it runs.
#pragma once

#include "harness/cli/cluster_command.hpp"

namespace allocscale {

/// Reads request.words: `exec` and all its words as they are; `run` or nothing, EXPERIMENT and its options,
/// among which options of the job may stand, and behind "--" options of sbatch. What is run is checked as if
/// it were run here: its options, and whether the experiment is there and has no fault. Throws RequestError.
[[nodiscard]] ClusterTask read_cluster_words(ClusterRequest& request, const Places& places);

}  // namespace allocscale
