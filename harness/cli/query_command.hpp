// `allocscale query`: asks the store by a SELECT statement. Nothing that is stored is changed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "harness/base/places.hpp"

namespace allocscale {

struct QueryRequest {
  std::string statement;  // "-": read from standard input
  bool columns = false;   // instead: list the columns of the views
  std::string format = "table";
  std::optional<std::int64_t> run;  // only its rows
  double time_limit_seconds = 60;
  std::filesystem::path store = default_store();
};

/// Prints the answer. Returns the exit status. Throws RequestError for a wrong statement or format, or where
/// there is no such store or run; SetupError when the time or the memory of a query is used up; Interrupted.
[[nodiscard]] int query(const QueryRequest& request, const Places& places);

}  // namespace allocscale
