// From a stored run to its tables: on the screen and under the results folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/model/dataset.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// Renders the run in each format into `folder`/EXPERIMENT-runN.EXT and returns the files. Throws
/// RequestError for an unknown format, SetupError when a file cannot be written.
std::vector<std::filesystem::path> write_tables(const Dataset& dataset, RunId run,
                                                const std::filesystem::path& folder,
                                                const std::vector<std::string>& formats);

/// The run in one format, fitted to standard output where that is a terminal.
void print_tables(const Dataset& dataset, const std::string& format);

}  // namespace allocscale
