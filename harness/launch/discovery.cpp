#include "harness/launch/discovery.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "harness/base/error.hpp"
#include "harness/base/file_hash.hpp"
#include "harness/base/text_file.hpp"
#include "harness/launch/captured_run.hpp"
#include "harness/launch/shared_library.hpp"
#include "harness/launch/worker_command.hpp"
#include "harness/launch/worker_environment.hpp"
#include "harness/protocol/message.hpp"

namespace allocscale {
namespace {

using Path = std::filesystem::path;

constexpr std::string_view prefix = "runner-";
constexpr double usual_deadline_seconds = 10;

std::vector<Path> runner_files(const Path& folder) {
  std::error_code failed;
  std::filesystem::directory_iterator entries(folder, failed);
  if (failed)
    throw SetupError(fmt::format("cannot look for runners in {}: {}", folder.string(), failed.message()));
  std::vector<Path> files;
  for (const auto& entry : entries) {
    std::error_code ignored;
    if (!entry.path().filename().string().starts_with(prefix) || !entry.is_regular_file(ignored)) continue;
    if (::access(entry.path().c_str(), X_OK) == 0) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The reasons that the build left where a runner is missing.
void read_unbuilt(const Path& folder, Catalog& catalog) {
  constexpr std::string_view suffix = ".unbuilt";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix) || !name.ends_with(suffix)) continue;
    const auto reason = read_text(entry.path());
    catalog.unbuilt[name.substr(prefix.size(), name.size() - prefix.size() - suffix.size())] =
        trimmed(reason.value_or("it was not built"));
  }
}

// `called` has the path, the arguments and the environment to ask it with, and the name it must give.
Runner describe_runner(const Runner& called) {
  const std::string& file = called.path;
  Runner runner = protocol::parse_description(answer_of(called, {"--describe"}, usual_deadline_seconds));
  if (runner.allocator != called.allocator)
    throw std::runtime_error(fmt::format("{} calls itself '{}'", file, runner.allocator));
  runner.path = file;
  runner.arguments = called.arguments;
  runner.environment = called.environment;
  runner.binary_hash = hash_file(file);
  if (!runner.library_path.empty()) runner.library_hash = hash_file(runner.library_path);
  return runner;
}

}  // namespace

Catalog discover_runners(const Path& folder) {
  Catalog catalog;
  const std::vector<Path> files = runner_files(std::filesystem::absolute(folder));
  read_unbuilt(folder, catalog);
  for (const Path& file : files) {
    const std::string name = file.filename().string().substr(prefix.size());
    try {
      Runner called;
      called.allocator = name;
      called.path = file.string();
      catalog.runners.push_back(describe_runner(called));
      catalog.unbuilt.erase(name);  // left when the build was configured, before the runner was built
    } catch (const std::runtime_error& wrong) {
      catalog.unbuilt[name] = fmt::format("{} --describe: {}", file.string(), wrong.what());
    }
  }
  return catalog;
}

Runner preload(const Runner& runner, const std::string& name, const Path& library) {
  const std::string why = preload_refusal(library);
  if (!why.empty()) throw RequestError(fmt::format("{} {}", library.string(), why));
  const std::string file = std::filesystem::absolute(library).lexically_normal().string();
  const std::string owner = library.filename().string();
  Runner loaded;
  loaded.allocator = name;
  loaded.path = runner.path;
  loaded.arguments = {"--owner", owner, "--allocator", name};
  loaded.environment = {preload_variable(file)};
  try {
    loaded = describe_runner(loaded);
  } catch (const std::runtime_error& wrong) {
    throw RequestError(fmt::format("{} cannot be preloaded: {}", file, wrong.what()));
  }
  if (!Path(loaded.library_path).filename().string().starts_with(owner))
    throw RequestError(
        fmt::format("{} does not own malloc when it is preloaded ({} "
                    "does): it defines none, or the loader skips it",
                    file, loaded.library_path));
  return loaded;
}

Runner called(Runner runner, const std::string& name) {
  runner.allocator = name;
  const auto option = std::find(runner.arguments.begin(), runner.arguments.end(), "--allocator");
  if (option != runner.arguments.end()) runner.arguments.erase(option, option + 2);
  runner.arguments.insert(runner.arguments.end(), {"--allocator", name});
  return runner;
}

std::string answer_of(const Runner& runner, std::vector<std::string> words, double deadline_seconds) {
  words.insert(words.begin(), runner.path);
  words.insert(words.end(), runner.arguments.begin(), runner.arguments.end());
  return captured_output(words, deadline_seconds, runner_environment(runner));
}

std::vector<std::string> demand_words(const Cell& cell) {
  std::vector<std::string> words = {"--predict",    cell.kernel,
                                    cell.layout,    std::to_string(cell.size),
                                    "--iterations", std::to_string(cell.iterations)};
  for (const std::string& word : history_words(cell)) words.push_back(word);
  return words;
}

Demand ask_demand(const Runner& runner, const Cell& cell) {
  try {
    return protocol::parse_demand(answer_of(runner, demand_words(cell), usual_deadline_seconds));
  } catch (const std::runtime_error& wrong) {
    throw SetupError(fmt::format("{} --predict {} {} {}: {}", runner.path, cell.kernel, cell.layout,
                                 cell.size, wrong.what()));
  }
}

}  // namespace allocscale
