// Each part of the instrument in full: what `allocscale describe NAME` prints.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "harness/base/places.hpp"
#include "harness/model/catalog.hpp"

namespace allocscale {

/// A thing with a name; its text is made when it is asked for, since that may start runners.
struct Part {
  std::string kind;  // "kernel", "layout", "allocator", "experiment", "metric", "flag", "format"
  std::string name;
  std::function<std::string()> text;
};

/// Everything that has a name. `catalog` must outlive the result.
[[nodiscard]] std::vector<Part> all_parts(const Catalog& catalog, const Places& places);

/// One experiment, by its spec file: its question, its comparison, and its cells on this machine.
[[nodiscard]] std::string describe_experiment(const std::string& file, Catalog catalog);

/// "memory of a worker, time and declared work" of a cell, a line each.
[[nodiscard]] std::string describe_demand(const Demand& demand);

}  // namespace allocscale
