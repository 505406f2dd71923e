#include "harness/plan/spec_command.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>

#include "harness/base/error.hpp"
#include "harness/base/replace_all.hpp"
#include "harness/plan/program_words.hpp"
#include "harness/plan/spec_table.hpp"

namespace allocscale {
namespace {

constexpr std::array command_keys = {SpecKey{"command", "a command, or a list of commands that are compared"},
                                     SpecKey{"vary", R"("NAME=1,2,4", or a list of these)"},
                                     SpecKey{"vary_env", R"("NAME=a,b", or a list of these)"},
                                     SpecKey{"env", R"("NAME=VALUE", or a list of these)"},
                                     SpecKey{"name", "what tables call it"},
                                     SpecKey{"cwd", "the folder in which it runs"},
                                     SpecKey{"input", "the file that is its standard input"},
                                     SpecKey{"output", R"("compare", "discard", "inherit", or a file)"},
                                     SpecKey{"prepare", "a command before each trial"},
                                     SpecKey{"cleanup", "a command after each trial"},
                                     SpecKey{"expect", R"(exit statuses such as "0,1")"},
                                     SpecKey{"shell", "true: /bin/sh reads the commands; or false"},
                                     SpecKey{"warmup", "a number of launches from 0 to 1000"},
                                     SpecKey{"time", R"("elapsed" or "reported")"},
                                     SpecKey{"require", "a command without which the task is left out"}};

// The words of a list, or of one text.
std::vector<std::string> read_texts(const SpecTable& table, std::string_view key) {
  std::vector<std::string> texts;
  if (const SpecValue* value = table.find(key))
    for (const SpecValue& item : table.one_or_more(key, *value)) texts.push_back(table.text(key, item));
  return texts;
}

// Replaces {here} by the spec's folder, once the texts are split: its name may have blanks.
void place_task(const std::string& here, ProgramTask& task) {
  std::vector<std::vector<std::string>*> commands = {&task.prepare, &task.cleanup, &task.needed};
  for (ProgramVariant& variant : task.variants) commands.push_back(&variant.program.words);
  for (std::vector<std::string>* words : commands)
    for (std::string& word : *words) replace_all(word, "{here}", here);
}

ProgramTask read_command(const std::string& file, const SpecValue& value) {
  const SpecTable table(file, "command", value, command_keys);
  ProgramWords words;
  (void)table.need("command");
  words.commands = read_texts(table, "command");
  words.vary = read_texts(table, "vary");
  words.vary_environment = read_texts(table, "vary_env");
  words.environment = read_texts(table, "env");
  const std::pair<std::string_view, std::string*> texts[] = {
      {"name", &words.name},       {"cwd", &words.directory},   {"input", &words.input},
      {"output", &words.output},   {"prepare", &words.prepare}, {"cleanup", &words.cleanup},
      {"expect", &words.expected}, {"time", &words.time},       {"require", &words.require}};
  const std::string here = std::filesystem::absolute(file).parent_path().string();
  for (const auto& [key, text] : texts)
    if (const SpecValue* found = table.find(key)) *text = table.text(key, *found);
  replace_all(words.directory, "{here}", here);
  replace_all(words.input, "{here}", here);
  for (std::string& variable : words.environment) replace_all(variable, "{here}", here);
  if (const SpecValue* shell = table.find("shell")) {
    if (shell->kind != SpecValue::Kind::boolean) table.reject("shell", *shell);
    words.shell = shell->text == "true";
  }
  if (const SpecValue* warmup = table.find("warmup"))
    words.warmups = static_cast<int>(table.integer("warmup", *warmup, 0, 1000));
  try {
    ProgramTask task = read_program(words);
    place_task(here, task);
    return task;
  } catch (const RequestError& wrong) {
    throw RequestError(fmt::format("{}: [command]: {}", table.place(value), wrong.what()));
  }
}

}  // namespace

std::vector<ProgramTask> read_commands(const std::string& file, const SpecValue& value) {
  const std::span<const SpecValue> tables = one_or_more_tables(value);
  std::vector<ProgramTask> tasks;
  for (const SpecValue& table : tables) {
    ProgramTask task = read_command(file, table);
    if (tables.size() > 1 && SpecTable(file, "command", table, command_keys).find("name") == nullptr)
      throw RequestError(fmt::format("{}: [[command]]: where there are several, each needs a name",
                                     place_of(file, table.position)));
    if (find_program(tasks, task.name) != nullptr)
      throw RequestError(
          fmt::format("{}: [[command]]: '{}' is there already", place_of(file, table.position), task.name));
    tasks.push_back(std::move(task));
  }
  return tasks;
}

}  // namespace allocscale
