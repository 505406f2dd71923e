// From a report to tables: on the screen and under the results folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "harness/report/report.hpp"

namespace allocscale {

/// The name of the files of one run's tables, without an extension: "quick-run3" for run 3 of the default
/// store, "mine-quick-run3" for a store named mine.db, so that the tables of two stores in one folder have
/// two names. One safe component of a path, whatever the names.
[[nodiscard]] std::string table_name(const std::filesystem::path& store, const std::string& experiment,
                                     std::int64_t run);

/// Writes the answer of a run to standard output: what its tables end with. Says so where it has none.
void print_answer(const Report& report);

/// Renders the report in each format into `folder`/`name`.EXT and returns the files. Throws RequestError
/// for an unknown format, SetupError when a file cannot be written. `wide`: with the times of the phases.
std::vector<std::filesystem::path> write_tables(const Report& report, const std::string& name,
                                                const std::filesystem::path& folder,
                                                const std::vector<std::string>& formats, bool wide);

/// Writes the report in one format to standard output, as wide as the terminal where it is one. Throws
/// RequestError for an unknown format.
void print_tables(const Report& report, const std::string& format, bool wide);

}  // namespace allocscale
