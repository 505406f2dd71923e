#include "harness/cli/misplaced_command.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/cli/commands.hpp"
#include "harness/launch/shell_line.hpp"
#include "harness/plan/experiment_files.hpp"

namespace allocscale {
namespace {

bool is_file(const std::string& experiment) {
  return experiment.find('/') != std::string::npos || experiment.ends_with(".toml");
}

std::vector<std::string> experiment_names(std::span<const std::filesystem::path> folders) {
  std::vector<std::string> names;
  for (const std::filesystem::path& file : list_experiments(folders)) names.push_back(file.stem().string());
  return names;
}

std::vector<std::string> other_commands(const CLI::App& app, const CLI::App& run) {
  std::vector<std::string> names = names_of_commands(app);
  std::erase(names, run.get_name());
  return names;
}

bool takes_value(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

// The options that were given to `run` and that the command has too, as words of a shell.
std::string shared_options(const CLI::App& run, const CLI::App& command) {
  std::string words;
  for (const CLI::Option* option : run.get_options()) {
    if (option->empty() || option->get_lnames().empty()) continue;
    const std::string name = "--" + option->get_lnames().front();
    if (command.get_option_no_throw(name) == nullptr) continue;
    words += " " + name;
    if (takes_value(*option)) words += " " + shell_word(joined(option->results(), ","));
  }
  return words;
}

// The options, with their values, that `run` does not know and the command has.
std::string foreign_options(const std::vector<std::string>& unknown_words, const CLI::App& command) {
  std::string words;
  for (std::size_t i = 0; i < unknown_words.size(); ++i) {
    const std::string& word = unknown_words[i];
    const std::size_t equals = word.find('=');
    const CLI::Option* const option =
        word.starts_with("--") ? command.get_option_no_throw(word.substr(0, equals)) : nullptr;
    if (option == nullptr) continue;
    words += " " + shell_word(word);
    if (takes_value(*option) && equals == std::string::npos && i + 1 < unknown_words.size())
      words += " " + shell_word(unknown_words[++i]);
  }
  return words;
}

}  // namespace

void refuse_misplaced_command(const CLI::App& app,
                              std::span<const std::filesystem::path> experiment_folders) {
  const CLI::App& run = *app.get_subcommand("run");
  const std::vector<std::string>& given = run.get_option("experiment")->results();
  if (given.empty() || is_file(given.front())) return;
  const std::string& name = given.front();
  std::vector<std::string> names = experiment_names(experiment_folders);
  if (contains(names, name)) return;
  const std::vector<std::string> commands = other_commands(app, run);
  names.insert(names.end(), commands.begin(), commands.end());
  const std::string near = nearest_name(name, names);
  if (!contains(commands, near)) return;
  const CLI::App& command = *app.get_subcommand(near);
  const std::string call =
      "allocscale " + near + shared_options(run, command) + foreign_options(app.remaining(true), command);
  if (near == name)
    throw RequestError(fmt::format("run: '{}' is a command, not an experiment; type: {}", name, call));
  throw RequestError(fmt::format("unknown experiment '{}'; did you mean the command: {}", name, call));
}

}  // namespace allocscale
