// What others have published about a task, to stand beside what is measured here.
#pragma once

#include <string>
#include <vector>

namespace allocscale {

/// One published series of times, of the task that a kernel of the experiment repeats.
struct PublishedFigures {
  std::string kernel;
  std::string task;             // as the source has it, with its size
  std::string source;           // who measured it, on which machine
  std::vector<int> workers;     // ascending, from 1
  std::vector<double> seconds;  // of the task in each worker, with so many workers

  friend bool operator==(const PublishedFigures&, const PublishedFigures&) = default;
};

}  // namespace allocscale
