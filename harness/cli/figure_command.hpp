// `allocscale figure`: one thing of what is stored, as a picture.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "harness/base/places.hpp"

namespace allocscale {

struct FigureRequest {
  std::string name;
  std::string output;      // empty: NAME.svg
  std::string experiment;  // empty: the newest run of any
  std::optional<std::int64_t> run;
  std::string kernel;  // only its tasks; empty: of all
  std::string layout;  // only its rows; empty: of all
  bool keep_data = false;
  std::filesystem::path store = default_store();
};

/// Draws the figure into the file and prints the names of all files that it wrote. Returns the exit status.
/// Throws RequestError where there is no such figure, run, kernel or layout, where the file cannot be
/// written, and where the run has nothing to show; SetupError where gnuplot is missing or fails.
[[nodiscard]] int figure(const FigureRequest& request);

}  // namespace allocscale
