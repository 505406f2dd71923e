#include "harness/launch/gnuplot.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "harness/base/error.hpp"
#include "harness/base/scratch_folder.hpp"
#include "harness/base/text_file.hpp"
#include "harness/launch/captured_run.hpp"
#include "harness/launch/program_in_path.hpp"

namespace allocscale {
namespace {

constexpr double deadline_seconds = 30;

std::string find_gnuplot() {
  std::string file = program_in_path("gnuplot");
  if (file.empty()) throw SetupError("figures need gnuplot, which is not in PATH; apt install gnuplot-nox");
  return file;
}

}  // namespace

std::string drawn_by_gnuplot(const std::string& script) {
  const std::string program = find_gnuplot();
  const ScratchFolder folder(temporary_folder(), "allocscale-figure");
  const std::filesystem::path file = folder.path() / "figure.gnuplot";
  write_text(file, script);
  // HOME: where the library that finds fonts keeps what it found.
  const char* const home = std::getenv("HOME");
  std::vector<std::string> environment = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8"};
  if (home != nullptr) environment.push_back(fmt::format("HOME={}", home));
  try {
    return captured_output({program, "-d", file.string()}, deadline_seconds, environment);
  } catch (const std::runtime_error& failure) {
    throw SetupError(fmt::format("{} cannot draw the figure: {}", program, failure.what()));
  }
}

}  // namespace allocscale
