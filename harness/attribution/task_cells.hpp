// The trials of an experiment, sorted by the task they ran, and within it by what was done to it.
#pragma once

#include <compare>
#include <map>
#include <string>
#include <vector>

#include "harness/attribution/trial_record.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

/// One cell of a task, or the twin's copy of it.
struct Treatment {
  std::string layout = {};
  std::string allocator = {};  // or one of its arms, "glibc:retain"
  int workers = 1;
  bool twin = false;

  friend auto operator<=>(const Treatment&, const Treatment&) = default;
};

struct TaskCells {
  Cell common;  // kernel, size, iterations and the other factors; layout, allocator and workers are empty
  KernelFacts facts = {};
  Estimand estimand = Estimand::warm;
  std::map<Treatment, Records> cells;  // those with a complete trial

  /// Empty where there is no such cell.
  [[nodiscard]] const Records& at(const Treatment& treatment) const;
};

/// Whether both ran at the same levels of every factor beside kernel and size: what one measured of the
/// machine holds for the other.
[[nodiscard]] bool same_setting(const TaskCells& one, const TaskCells& other);

/// In the order of the cells. A task of one iteration is cold: there is no other.
[[nodiscard]] std::vector<TaskCells> gather_tasks(const Dataset& dataset);

}  // namespace allocscale
