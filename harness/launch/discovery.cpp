#include "harness/launch/discovery.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "harness/base/error.hpp"
#include "harness/base/file_hash.hpp"
#include "harness/base/interrupt.hpp"
#include "harness/base/text_file.hpp"
#include "harness/launch/captured_run.hpp"
#include "harness/launch/library_symbols.hpp"
#include "harness/launch/shared_library.hpp"
#include "harness/launch/worker_command.hpp"
#include "harness/launch/worker_environment.hpp"
#include "harness/protocol/message.hpp"

namespace allocscale {
namespace {

using Path = std::filesystem::path;

constexpr std::string_view prefix = "runner-";
constexpr double usual_deadline_seconds = 10;
constexpr int pause_ms = 50;  // before the second attempt to ask, and twice that before the third

// The files runner-* of the folder, ordered by name.
std::vector<Path> runner_files(const Path& folder) {
  std::error_code failed;
  std::vector<Path> files;
  std::filesystem::directory_iterator entries(folder, failed);
  for (; !failed && entries != std::filesystem::directory_iterator(); entries.increment(failed))
    if (entries->path().filename().string().starts_with(prefix)) files.push_back(entries->path());
  if (failed)
    throw SetupError(fmt::format("cannot look for runners in {}: {}", folder.string(), failed.message()));
  std::sort(files.begin(), files.end());
  return files;
}

bool is_runner(const Path& file) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored) && ::access(file.c_str(), X_OK) == 0;
}

std::string name_of(const Path& file) { return file.filename().string().substr(prefix.size()); }

// The reason that the build left where a runner is missing.
void read_unbuilt(const Path& file, Catalog& catalog) {
  constexpr std::string_view suffix = ".unbuilt";
  std::string name = name_of(file);
  if (!name.ends_with(suffix)) return;
  name.resize(name.size() - suffix.size());
  catalog.unbuilt[name] = trimmed(read_text(file).value_or("it was not built"));
}

// `called` has the path, the arguments and the environment to ask it with, and the name it must give.
Runner describe_runner(const Runner& called, double deadline_seconds) {
  const std::string& file = called.path;
  Runner runner = protocol::parse_description(answer_of(called, {"--describe"}, deadline_seconds));
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

Catalog discover_runners(const Path& folder, double deadline_seconds) {
  Catalog catalog;
  for (const Path& file : runner_files(std::filesystem::absolute(folder))) {
    read_unbuilt(file, catalog);
    if (!is_runner(file)) continue;
    Runner called;
    called.allocator = name_of(file);
    called.path = file.string();
    try {
      catalog.runners.push_back(describe_runner(called, deadline_seconds));
    } catch (const std::runtime_error& wrong) {
      catalog.silent[called.allocator] =
          fmt::format("{} --describe: {}; build it again or remove it", called.path, wrong.what());
    }
  }
  // Left when the build was configured, before the runner was built.
  for (const Runner& runner : catalog.runners) catalog.unbuilt.erase(runner.allocator);
  for (const auto& [name, why] : catalog.silent) catalog.unbuilt.erase(name);
  if (catalog.runners.empty() && !catalog.silent.empty()) throw SetupError(catalog.silent.begin()->second);
  return catalog;
}

std::set<std::string> runner_hashes(const Path& folder) {
  std::set<std::string> hashes;
  std::error_code failed;
  if (!std::filesystem::is_directory(folder, failed)) return hashes;
  for (const Path& file : runner_files(folder))
    if (is_runner(file)) hashes.insert(hash_file(file));
  return hashes;
}

Runner preload(const Runner& runner, const std::string& name, const Path& library) {
  const std::string why = preload_refusal(library);
  if (!why.empty()) throw RequestError(fmt::format("{} {}", library.string(), why));
  if (const std::string lacks = allocator_refusal(library); !lacks.empty())
    throw RequestError(fmt::format("{} {}", library.string(), lacks));
  const std::string file = std::filesystem::absolute(library).lexically_normal().string();
  const std::string owner = library.filename().string();
  Runner loaded;
  loaded.allocator = name;
  loaded.path = runner.path;
  loaded.arguments = {"--owner", owner, "--allocator", name};
  loaded.environment = {preload_variable(file)};
  try {
    loaded = describe_runner(loaded, usual_deadline_seconds);
  } catch (const SetupError& failure) {
    throw SetupError(fmt::format("{} cannot be asked: {}", file, failure.what()));
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
  constexpr int attempts = 3;
  for (int attempt = 1;; ++attempt) {
    try {
      return captured_output(words, attempt * deadline_seconds, runner_environment(runner));
    } catch (const NoAnswer&) {
      if (interrupt_flag()) throw Interrupted();
      if (attempt == attempts) throw;
      ::poll(nullptr, 0, attempt * pause_ms);
    }
  }
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
