#include "harness/cli/parse_error.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

#include "harness/base/contains.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/cli/commands.hpp"

namespace allocscale {
namespace {

// The command that was named, or the program itself where none was.
const CLI::App& reached(const CLI::App& app) {
  const std::vector<CLI::App*> commands = app.get_subcommands();
  return commands.empty() ? app : reached(*commands.front());
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options())
    if (!option->get_lnames().empty()) names.push_back("--" + option->get_lnames().front());
  return names;
}

// What other tools call our options (hyperfine, pytest-benchmark, make, sysbench).
constexpr std::pair<std::string_view, std::string_view> words_of_others[] = {
    {"--threads", "--workers"},    {"--processes", "--workers"},
    {"--jobs", "--workers"},       {"-j", "--workers"},
    {"--procs", "--workers"},      {"--runs", "--blocks"},
    {"--min-runs", "--blocks"},    {"--repeat", "--blocks"},
    {"--repetitions", "--blocks"}, {"--allocator", "--alloc"},
    {"--allocators", "--alloc"},   {"--malloc", "--alloc"},
    {"--length", "--size"},        {"-n", "--size"},
    {"--elements", "--size"},      {"--db", "--store"},
    {"--database", "--store"},     {"--time", "--budget"},
    {"--duration", "--budget"},    {"--confidence", "--precision"},
    {"--warmup", "--iterations"},  {"--export-csv", "--format"},
    {"--export-json", "--format"}, {"--colour", "--color"},
    {"--no-color", "--color"},     {"--no-colour", "--color"},
    {"--columns", "--width"},      {"-q", "--quiet"},
    {"--silent", "--quiet"},       {"-s", "--quiet"},
    {"-v", "--verbose"},           {"--debug", "--verbose"},
    {"--no-progress", "--quiet"},
};

// ": here it is --workers", of an option that the command has; else the nearest of its own.
std::string option_hint(const std::string& name, const std::vector<std::string>& options) {
  for (const auto& [theirs, ours] : words_of_others)
    if (name == theirs && contains(options, ours))
      return name == "--warmup"
                 ? ": iteration 0 of a process is always kept apart; --iterations says how many follow"
                 : fmt::format(": here it is {}{}", ours, name.starts_with("--no-colo") ? " never" : "");
  return name_hint(name, options);
}

bool is_option(const std::string& word) { return word.size() > 1 && word.front() == '-'; }

std::string extra_word(const CLI::App& app, const std::string& word) {
  const CLI::App& command = reached(app);
  if (is_option(word)) {
    const std::string name = word.substr(0, word.find('='));
    const std::vector<std::string> options = option_names(command);
    return fmt::format("{}there is no option {}{}", &command == &app ? "" : typed(command) + ": ", name,
                       option_hint(name, options));
  }
  if (&command == &app) {
    const std::vector<std::string> commands = names_of_commands(app);
    return fmt::format("there is no command '{}'{}", word, name_hint(word, commands));
  }
  if (const std::vector<std::string> commands = names_of_commands(command); !commands.empty())
    return fmt::format("{}: there is no '{}'{}", typed(command), word, name_hint(word, commands));
  return fmt::format("{}: '{}' is one word too many; see 'allocscale {} --help'", typed(command), word,
                     typed(command));
}

std::string missing(const CLI::App& app, const std::string& parsers_words) {
  const CLI::App& command = reached(app);
  if (&command == &app) {
    return fmt::format("give a command: {}; e.g. 'allocscale run quick --alloc mimalloc', or see --help",
                       joined(names_of_commands(app), ", "));
  }
  for (const CLI::Option* option : command.get_options())
    if (option->get_required() && option->empty())
      return fmt::format("{}: say {}: {}", typed(command), option->get_name(), option->get_description());
  return fmt::format("{}: {}; see --help", typed(command), parsers_words);
}

// The option whose value was refused, found by its name in the parser's sentence; the parser gives it nowhere
// else.
const CLI::Option* named_in(const CLI::App& command, const std::string& sentence) {
  for (const CLI::Option* option : command.get_options())
    if (!option->get_lnames().empty() &&
        (" " + sentence + " ").find(" --" + option->get_lnames().front() + " ") != std::string::npos)
      return option;
  return nullptr;
}

}  // namespace

std::string parse_error_line(const CLI::App& app, const CLI::ParseError& wrong) {
  const std::vector<std::string> extra = app.remaining(true);
  // What follows an unknown option is left over for want of it.
  if (const auto option = std::find_if(extra.begin(), extra.end(), is_option); option != extra.end())
    return extra_word(app, *option);
  if (!extra.empty()) return extra_word(app, extra.front());
  const std::string kind = wrong.get_name();
  if (kind == "RequiredError") return missing(app, wrong.what());
  const CLI::App& command = reached(app);
  if (kind == "ConversionError")
    if (const CLI::Option* option = named_in(command, wrong.what()))
      return fmt::format(
          "--{}{}; see 'allocscale {} --help'", option->get_lnames().front(),
          option->get_items_expected_max() == 0
              ? " takes no value"
              : fmt::format(": '{}' is no number that can be used here", joined(option->results(), " ")),
          typed(command));
  if (kind == "ArgumentMismatch") {
    const std::string option(wrong.what(), std::string(wrong.what()).find(':'));
    return fmt::format("{}: a value must follow; see 'allocscale {} --help'", option, typed(command));
  }
  return fmt::format("{}; see --help", wrong.what());
}

}  // namespace allocscale
