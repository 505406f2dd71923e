// Everything that `allocscale describe` knows by a name.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "harness/base/places.hpp"
#include "harness/model/catalog.hpp"

namespace allocscale {

/// A thing with a name. Its text is made when it is asked for, since that may start runners.
struct Part {
  std::string kind;  // "kernel", "layout", "allocator", "experiment", "factor", "metric", "flag", "word",
                     // "format", "figure", "command"
  std::string name;
  std::function<std::string()> text;
};

/// Every part but the commands, which main knows. `catalog` must outlive the result.
[[nodiscard]] std::vector<Part> all_parts(const Catalog& catalog, const Places& places);

/// The text of the experiment in that spec file, with its cells on this machine. Throws RequestError for a
/// file that is no valid spec. `places`: where their programs and libraries are.
[[nodiscard]] std::string describe_experiment(const std::string& file, Catalog catalog, const Places& places);

}  // namespace allocscale
