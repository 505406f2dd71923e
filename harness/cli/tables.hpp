// From findings to tables: on the screen and under the results folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// "quick-run3", the name of the files of one run's tables, without an extension; of a store under another
/// file name than the default "mine-quick-run3", so that two in one folder do not replace each other's.
[[nodiscard]] std::string table_name(const std::filesystem::path& store, const std::string& experiment,
                                     RunId run);

/// Renders the findings in each format into `folder`/`name`.EXT and returns the files. Throws RequestError
/// for an unknown format, SetupError when a file cannot be written.
std::vector<std::filesystem::path> write_tables(const Findings& findings, const std::string& name,
                                                const std::filesystem::path& folder,
                                                const std::vector<std::string>& formats);

/// In one format, fitted to standard output where that is a terminal.
void print_tables(const Findings& findings, const std::string& format);

}  // namespace allocscale
