// Is a store whole?
#pragma once

#include <string>
#include <vector>

#include "harness/store/connection.hpp"

namespace allocscale {

/// What is wrong with the store, a line each; empty: it is whole. Looks at SQLite's pages and indexes, at
/// rows whose parents are missing, at every value of every run, and at complete trials that lack workers.
/// Reads the whole file.
[[nodiscard]] std::vector<std::string> find_faults(Connection& connection);

}  // namespace allocscale
