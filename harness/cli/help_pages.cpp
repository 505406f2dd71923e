#include "harness/cli/help_pages.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

#include "harness/base/error.hpp"
#include "harness/base/joined.hpp"
#include "harness/cli/commands.hpp"
#include "harness/report/characters.hpp"

namespace allocscale {
namespace {

std::vector<const CLI::Option*> options_of(const CLI::App& command) {
  return command.get_options([](const CLI::Option* option) { return option->nonpositional(); });
}

std::string words_after(const CLI::App& command) {
  std::vector<std::string> words = names_of_commands(command);
  for (const CLI::Option* option : options_of(command))
    for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
  return joined(words, " ");
}

// What follows an option is one of these words.
constexpr std::pair<std::string_view, std::string_view> fixed_words[] = {{"--color", "auto always never"}};

// What follows an option, or a command, is a name that `allocscale list KIND` knows.
constexpr std::pair<std::string_view, std::string_view> listed[] = {
    {"--alloc", "allocators"}, {"--kernel", "kernels"},   {"--layout", "layouts"}, {"--format", "formats"},
    {"run", "experiments"},    {"report", "experiments"}, {"explain", "kernels"},  {"describe", "kernels"}};

std::string bash_script(const CLI::App& app) {
  std::string names, cases;
  for (const auto& [word, words] : fixed_words)
    names += fmt::format("    {}) words=\"{}\" ;;\n", word, words);
  for (const auto& [word, kind] : listed) names += fmt::format("    {}) kind={} ;;\n", word, kind);
  each_command(app, [&](const CLI::App& command) {
    cases += fmt::format("    \"{}\") words=\"{}\" ;;\n", typed(command), words_after(command));
  });
  return fmt::format(R"sh(# Completion of allocscale for bash. Made by: allocscale completion bash
_allocscale() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command="" kind="" words=""
  local i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${{COMP_WORDS[i]}} in
      -*) ;;
      *) [ -z "$command" ] && command=${{COMP_WORDS[i]}} || {{ [ "$command" = runs ] && command="runs ${{COMP_WORDS[i]}}"; }} ;;
    esac
  done
  case $command in
    "") words="{}" ;;
{}  esac
  case $before in
{}  esac
  if [ -n "$kind" ] && [[ $word != -* ]]; then
    words="$("${{COMP_WORDS[0]}}" list "$kind" 2>/dev/null | sed -n 's/^\([a-z][^ ]*\).*/\1/p')"
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _allocscale allocscale
)sh",
                     words_after(app), cases, names);
}

// A text as man(7) shows it: no line begins with a control character, a minus sign stays one.
std::string roff(std::string_view text) {
  std::string escaped;
  bool begins = true;
  for (const char c : text) {
    if (begins && (c == '.' || c == '\'')) escaped += "\\&";
    if (c == '\\')
      escaped += "\\e";
    else if (c == '-')
      escaped += "\\-";
    else
      escaped += c;
    begins = c == '\n';
  }
  return escaped;
}

std::string option_entry(const CLI::Option& option) {
  std::string names = option.get_name(option.get_positional(), true);
  if (option.get_items_expected_max() > 0) names += " " + option.get_type_name();
  return fmt::format(".TP\n.B {}\n{}\n", roff(names), roff(option.get_description()));
}

std::string command_section(const std::string& words, const CLI::App& command) {
  std::string text = fmt::format(".SS allocscale {}\n{}.\n", roff(words), roff(command.get_description()));
  for (const CLI::Option* option : command.get_options([](const CLI::Option*) { return true; }))
    if (option != command.get_help_ptr()) text += option_entry(*option);
  const std::string footer = command.get_footer();
  if (footer.empty()) return text;
  text += ".PP\n";
  for (const std::string_view line : lines_of(footer))
    text += line.starts_with("  ") ? fmt::format(".nf\n.RS\n{}\n.RE\n.fi\n", roff(line.substr(2)))
            : line.empty()         ? ".PP\n"
                                   : roff(line) + "\n";
  return text;
}

}  // namespace

std::string completion_script(const CLI::App& app, const std::string& shell) {
  if (shell == "bash") return bash_script(app);
  if (shell == "zsh")
    return "#compdef allocscale\nautoload -U +X bashcompinit && bashcompinit\n" + bash_script(app);
  throw RequestError(fmt::format("completion: there is none for '{}'; valid: bash, zsh", shell));
}

std::string manual_page(const CLI::App& app, const std::string& version) {
  std::string text = fmt::format(
      ".TH ALLOCSCALE 1 \"\" \"allocscale {}\" \"User Commands\"\n.SH NAME\nallocscale \\- {}\n.SH SYNOPSIS\n"
      ".B allocscale\n.I command\n[\n.I options\n]\n.SH COMMANDS\n",
      roff(version), roff("does a list-heavy process scale with the cores, and if not, why not?"));
  each_command(app, [&](const CLI::App& command) { text += command_section(typed(command), command); });
  return text +
         ".SH EXIT STATUS\n0: done. 1: a trial failed, a result could not be written, or a store is damaged. 2: the request was "
         "wrong; one line says what, where and what to do. 130: interrupted; everything so far is kept.\n"
         ".SH SEE ALSO\nThe pages in the documentation of the package: first ten minutes, exec, explain, glossary.\n";
}

}  // namespace allocscale
