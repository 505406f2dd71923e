// The commands of the program as CLI11 keeps them: `run`, `runs note`, …
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace allocscale {

/// The commands right below this one, or below the program, in the order in which help lists them.
[[nodiscard]] inline std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}
[[nodiscard]] inline std::vector<CLI::App*> commands_of(CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

/// Their names.
[[nodiscard]] inline std::vector<std::string> names_of_commands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands_of(app)) names.push_back(command->get_name());
  return names;
}

/// "runs note": the command as it is typed behind the program's name; empty for the program.
[[nodiscard]] inline std::string typed(const CLI::App& command) {
  const CLI::App* const above = command.get_parent();
  if (above == nullptr) return {};
  const std::string words = typed(*above);
  return words.empty() ? command.get_name() : words + " " + command.get_name();
}

/// Calls take(command) for each command and each one below it.
template <class App, class Take>
void each_command(App& app, const Take& take) {
  for (auto* command : commands_of(app)) {
    take(*command);
    each_command(*command, take);
  }
}

}  // namespace allocscale
