// An experiment as one job array of Slurm: a task for each shard, on a node of its own.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace allocscale {

/// What is submitted.
struct Job {
  std::string name;                  // of the experiment
  std::filesystem::path program;     // allocscale, where all nodes find it
  std::vector<std::string> command;  // what a task runs: "run" or "exec", and its words
  std::filesystem::path folder;      // that all nodes share: copies of stores, logs, tables
  std::filesystem::path directory;   // where the command was given
  int nodes = 1;
  int replicas = 1;
  std::optional<double> limit_seconds;    // of each task; absent: the partition's
  std::string partition;                  // empty: the cluster's own
  std::string constraint;                 // of nodes; empty: any
  std::vector<std::string> site_options;  // of sbatch, as they are
};

/// The script that sbatch takes. Tasks 1 to N run the shards; the script submitted with --array=0 merges what
/// they left and writes the tables. Throws RequestError where a name or an option holds a character that no
/// line of the script can: one that ends the line.
[[nodiscard]] std::string job_script(const Job& job);

/// The copy of the store of one shard, in the job's folder.
[[nodiscard]] std::filesystem::path shard_store(const std::filesystem::path& folder, int shard);

/// "2:30:00": seconds as sbatch takes them, at least a minute.
[[nodiscard]] std::string slurm_time(double seconds);

/// How many seconds ahead of the limit a task is asked to end.
[[nodiscard]] int seconds_to_end(std::optional<double> limit_seconds);

}  // namespace allocscale
