#include "harness/launch/discovery.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "harness/base/error.hpp"
#include "harness/base/file_hash.hpp"
#include "harness/base/text_file.hpp"
#include "harness/launch/captured_run.hpp"
#include "harness/protocol/message.hpp"

namespace allocscale {
namespace {

using Path = std::filesystem::path;

constexpr std::string_view prefix = "runner-";
constexpr std::string_view unbuilt_extension = ".unbuilt";  // left by the build in place of a runner: why
constexpr double deadline_seconds = 10;

std::vector<Path> runner_files(const Path& folder) {
  std::error_code failed;
  std::filesystem::directory_iterator entries(folder, failed);
  if (failed)
    throw SetupError(fmt::format("cannot look for runners in {}: {}", folder.string(), failed.message()));
  std::vector<Path> files;
  for (const auto& entry : entries) {
    std::error_code ignored;
    if (!entry.path().filename().string().starts_with(prefix) || !entry.is_regular_file(ignored)) continue;
    if (entry.path().extension() == unbuilt_extension || ::access(entry.path().c_str(), X_OK) == 0)
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Runner describe_runner(const Path& file, const std::string& name) {
  Runner runner =
      protocol::parse_description(captured_output({file.string(), "--describe"}, deadline_seconds));
  if (runner.allocator != name)
    throw std::runtime_error(fmt::format("{} calls itself '{}'", file.string(), runner.allocator));
  runner.path = file.string();
  runner.binary_hash = hash_file(file);
  if (!runner.library_path.empty()) runner.library_hash = hash_file(runner.library_path);
  return runner;
}

}  // namespace

Catalog discover_runners(const Path& folder) {
  Catalog catalog;
  for (const Path& file : runner_files(std::filesystem::absolute(folder))) {
    const std::string name = file.filename().string().substr(prefix.size());
    if (file.extension() == unbuilt_extension) {
      const std::string allocator = name.substr(0, name.size() - unbuilt_extension.size());
      catalog.unbuilt[allocator] = trimmed(read_text(file).value_or("the build left it out"));
      continue;
    }
    try {
      catalog.runners.push_back(describe_runner(file, name));
    } catch (const std::runtime_error& wrong) {
      catalog.unbuilt[name] = fmt::format("{} --describe: {}", file.string(), wrong.what());
    }
  }
  return catalog;
}

Demand ask_demand(const Runner& runner, const Cell& cell) {
  const std::vector<std::string> question = {runner.path, "--predict", cell.kernel, cell.layout,
                                             std::to_string(cell.size)};
  try {
    return protocol::parse_demand(captured_output(question, deadline_seconds));
  } catch (const std::runtime_error& wrong) {
    throw SetupError(fmt::format("{} --predict {} {} {}: {}", runner.path, cell.kernel, cell.layout,
                                 cell.size, wrong.what()));
  }
}

}  // namespace allocscale
