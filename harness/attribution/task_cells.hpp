// Sorts the trials of an experiment by their task, and within a task by layout, allocator and workers.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "harness/attribution/trial_record.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

/// A cell of a task, without what is common to the task; or the twin of such a cell.
struct Treatment {
  std::string layout = {};
  std::string allocator = {};  // or one of its arms, "glibc:retain"
  int workers = 1;
  bool twin = false;

  friend auto operator<=>(const Treatment&, const Treatment&) = default;
};

/// One task and its cells.
struct TaskCells {
  Cell common;  // kernel, size, iterations and the other factors; layout, allocator and workers are empty
  KernelFacts facts = {};
  Estimand estimand = Estimand::settled;
  Design design = Design::separate;
  std::optional<int> settled_from = std::nullopt;  // as a table's
  std::map<Treatment, Records> cells;              // the cells that have a complete trial

  /// The trials of the cell; empty where there is no such cell.
  [[nodiscard]] const Records& at(const Treatment& treatment) const;
};

/// Whether both ran at the same levels of every factor other than kernel and size. What one of them shows of
/// the machine then holds for the other.
[[nodiscard]] bool same_setting(const TaskCells& one, const TaskCells& other);

/// The tasks, in the order of the cells. A task of one iteration has the cold estimand, since it has no
/// other. A cell that has a twin has the twin's trials too, as a table's slowdown of the baseline is the mean
/// of both; the twin is a cell by itself beside it.
[[nodiscard]] std::vector<TaskCells> gather_tasks(const Dataset& dataset);

}  // namespace allocscale
