// The commands of the program and their options.
#pragma once

#include <CLI/CLI.hpp>

#include "harness/cli/requests.hpp"

namespace allocscale {

/// Adds every command with its options, its place in the help and its examples. They fill the requests, which
/// must outlive the parsing.
void add_commands(CLI::App& app, Requests& requests);

/// Adds the options of the job itself, which `cluster submit` takes in front of what it runs and among it.
void add_job_options(CLI::App* command, ClusterRequest& request);

}  // namespace allocscale
