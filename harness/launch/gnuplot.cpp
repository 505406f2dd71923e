#include "harness/launch/gnuplot.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string_view>

#include "harness/base/error.hpp"
#include "harness/base/scratch_folder.hpp"
#include "harness/base/text_file.hpp"
#include "harness/launch/captured_run.hpp"

namespace allocscale {
namespace {

constexpr double deadline_seconds = 30;

// Absolute folders of PATH only; a program of the working folder is none that the user has installed.
std::string find_gnuplot() {
  const char* const variable = std::getenv("PATH");
  std::string_view rest = variable == nullptr ? "/usr/bin:/bin" : variable;
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(folder.size() + 1, rest.size()));
    const std::string file = std::string(folder) + "/gnuplot";
    if (folder.starts_with('/') && std::filesystem::is_regular_file(file) &&
        ::access(file.c_str(), X_OK) == 0)
      return file;
  }
  throw SetupError("figures need gnuplot, which is not in PATH; apt install gnuplot-nox");
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
