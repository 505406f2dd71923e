// `allocscale cluster`: an experiment as jobs of a cluster's own scheduler.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/base/places.hpp"

namespace allocscale {

struct ClusterRequest {
  std::vector<std::string> words;  // of submit: EXPERIMENT and its options, run … or exec …
  int nodes = 1;
  int replicas = 1;
  std::string limit;  // "2h"; empty: the partition's
  std::string partition;
  std::string constraint;
  std::vector<std::string> site_options;  // of sbatch
  std::filesystem::path folder;           // empty: cluster/EXPERIMENT beside the usual store
  bool dry_run = false;
  std::string experiment;       // of status, tables and cancel; empty: the only one
  std::filesystem::path store;  // of tables: also keep what was merged; empty: no
};

/// What is run as a job: what was checked of a command line of `run` or `exec`.
struct ClusterTask {
  std::string experiment;            // its name
  std::vector<std::string> command;  // "run" or "exec", and its words
};

/// Submits the task, a shard to a node, and a job that merges. With dry_run prints the script only. Throws
/// RequestError where there is no Slurm, where jobs of the folder are in the queue, and at wrong words.
[[nodiscard]] int cluster_submit(const ClusterRequest& request, const ClusterTask& task);

/// Prints where each shard is: in the queue, on which node, how many blocks its copy has.
[[nodiscard]] int cluster_status(const ClusterRequest& request);

/// Merges what is there so far and prints the machines side by side.
[[nodiscard]] int cluster_tables(const ClusterRequest& request);

/// Ends the jobs of the folder; what they have measured stays.
[[nodiscard]] int cluster_cancel(const ClusterRequest& request);

}  // namespace allocscale
