// Asks Slurm: sbatch, squeue and scancel.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace allocscale {

/// Whether sbatch is in PATH.
[[nodiscard]] bool has_slurm();

/// Submits a script, and returns the job's number. `options` stand before the script. Throws SetupError with
/// what sbatch says where it refuses.
[[nodiscard]] std::int64_t submit(const std::filesystem::path& script,
                                  const std::vector<std::string>& options);

/// A task of a job array as Slurm's queue has it.
struct QueuedTask {
  std::string state;   // "RUNNING", "PENDING", …
  std::string node;    // where it runs; empty: nowhere yet
  std::string reason;  // why it waits; empty where it does not

  friend bool operator==(const QueuedTask&, const QueuedTask&) = default;
};

/// The tasks of the jobs that are in the queue, by job and number. A job that Slurm does not know any more
/// has none. Throws SetupError where squeue cannot be asked.
using Queue = std::map<std::int64_t, std::map<int, QueuedTask>>;
[[nodiscard]] Queue queue_of(const std::vector<std::int64_t>& jobs);

/// The queue in the output of `squeue --me --noheader --array --format=%F|%K|%T|%N|%r`. Lines that are none
/// of that are left out.
[[nodiscard]] Queue parse_queue(std::string_view output);

/// Ends the jobs. Throws SetupError where scancel refuses.
void cancel(const std::vector<std::int64_t>& jobs);

}  // namespace allocscale
