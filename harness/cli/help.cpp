#include "harness/cli/help.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/cli/commands.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {
namespace {

constexpr int most_help_columns = 80;
constexpr std::size_t name_columns = 24;

struct GroupedOption {
  std::string_view name;
  const char* group;
};

constexpr const char* compared = "What is compared";
constexpr const char* setting = "How it runs";
constexpr const char* stopping = "When it begins and ends";
constexpr const char* printed = "What is printed";
constexpr const char* stored = "What is stored, and where";

// Options that are not named here stand first, under "Options".
constexpr GroupedOption groups[] = {{"alloc", compared},       {"baseline", compared},
                                    {"kernel", compared},      {"layout", compared},
                                    {"workers", compared},     {"size", compared},
                                    {"command", compared},     {"vary", compared},
                                    {"vary-env", compared},    {"why", compared},
                                    {"placement", setting},    {"start", setting},
                                    {"huge-pages", setting},   {"history", setting},
                                    {"numa", setting},         {"stack", setting},
                                    {"result", setting},       {"siblings", setting},
                                    {"sibling-rate", setting}, {"iterations", setting},
                                    {"design", setting},       {"env", setting},
                                    {"cwd", setting},          {"input", setting},
                                    {"output", setting},       {"shell", setting},
                                    {"expect", setting},       {"prepare", setting},
                                    {"cleanup", setting},      {"warmup", setting},
                                    {"time", setting},         {"timeout", stopping},
                                    {"deadline", stopping},    {"blocks", stopping},
                                    {"budget", stopping},      {"precision", stopping},
                                    {"wait-quiet", stopping},  {"require-quiet", stopping},
                                    {"yes", stopping},         {"share-machine", stopping},
                                    {"time-limit", stopping},  {"wide", printed},
                                    {"summary", printed},      {"junit", printed},
                                    {"figure", printed},       {"format", printed},
                                    {"dry-run", printed},      {"columns", printed},
                                    {"all", printed},          {"color", printed},
                                    {"width", printed},        {"quiet", printed},
                                    {"verbose", printed},      {"columns", printed},
                                    {"machines", printed},     {"findings", stored},
                                    {"shard", compared},       {"replicate", compared},
                                    {"keep-data", printed},    {"store-copy", stored},
                                    {"store", stored},         {"fresh", stored},
                                    {"seed", stored},          {"event", stored},
                                    {"name", stored},          {"run", stored},
                                    {"experiment", stored}};

struct Example {
  std::string_view command;  // "runs delete"; empty: the program
  const char* lines;
};

constexpr Example examples[] = {
    {"", "allocscale run quick --alloc mimalloc\nallocscale exec -- python3 job.py\nallocscale help run"},
    {"run",
     "allocscale run quick --alloc mimalloc --size 2M\n"
     "allocscale run quick --alloc jemalloc,glibc:retain --budget 2m\n"
     "allocscale run why --kernel concat"},
    {"exec",
     "allocscale exec --alloc mimalloc -- sort /etc/passwd\n"
     "allocscale exec --command \"sort /etc/passwd\" --command \"sort -r /etc/passwd\""},
    {"report", "allocscale report --summary\nallocscale report quick --format md"},
    {"figure", "allocscale figure slowdown -o slowdown.png"},
    {"runs", "allocscale runs"},
    {"runs note", "allocscale runs note 1 \"before the upgrade\""},
    {"runs delete", "allocscale runs delete 1 --yes"},
    {"runs check", "allocscale runs check"},
    {"compare",
     "allocscale compare\n"
     "allocscale compare 1@glibc 1@mimalloc --figure changes.svg\n"
     "allocscale compare 1 2 --fail-if \"loss > 5%\" --fail-if \"cost > 3%\""},
    {"merge", "allocscale merge results/allocscale.db --store all.db"},
    {"cluster", "allocscale cluster submit quick --nodes 4 --time 2h --dry-run\nallocscale cluster status"},
    {"cluster submit",
     "allocscale cluster submit quick --nodes 4 --time 2h --dry-run\n"
     "allocscale cluster submit --nodes 2 --replicate 2 --dry-run exec -- sort /etc/passwd"},
    {"query", "allocscale query \"SELECT allocator, slowdown, verdict FROM estimates\""},
    {"explain", "allocscale explain concat"},
    {"list", "allocscale list kernels\nallocscale list events miss"},
    {"describe", "allocscale describe concat\nallocscale describe twin"},
    {"doctor", "allocscale doctor\nallocscale doctor --all\nallocscale doctor --alloc glibc"},
    {"arms", "allocscale arms --alloc glibc"},
    {"cliffs", "allocscale cliffs --alloc glibc --largest-mib 16"},
    {"selftest", "allocscale selftest --quick"},
    {"completion", "allocscale completion bash"},
    {"manual", "allocscale manual"},
    {"help", "allocscale help run"}};

std::size_t help_columns() {
  return static_cast<std::size_t>(
      std::clamp(detect_terminal(STDOUT_FILENO).columns, fewest_columns, most_help_columns));
}

// A name in its column, and beside it the meaning, folded.
std::string entry(const std::string& name, const std::string& meaning) {
  std::string text;
  std::string head = "  " + name;
  if (display_width(head) + 2 > name_columns) {
    text += head + "\n";
    head.clear();
  }
  for (const std::string& line : folded(meaning, help_columns() - name_columns)) {
    text += pad_right(head, name_columns) + line + "\n";
    head.clear();
  }
  return text;
}

// Folded; an indented line is an example, which stays as it is.
std::string paragraph(const std::string& words) {
  std::string text;
  for (const std::string_view own : lines_of(words))
    if (own.starts_with("  "))
      text += std::string(own) + "\n";
    else
      for (const std::string& line : folded(own, help_columns())) text += line + "\n";
  return text;
}

class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
    std::string text = CLI::Formatter::make_help(app, std::move(name), mode);
    for (std::size_t at = 0; (at = text.find("\n\n\n", at)) != std::string::npos;) text.erase(at, 1);
    return text;
  }
  std::string make_option(const CLI::Option* option, bool positional) const override {
    return entry(make_option_name(option, positional) + make_option_opts(option), make_option_desc(option));
  }
  std::string make_subcommand(const CLI::App* command) const override {
    return entry(command->get_name(), command->get_description());
  }
  std::string make_description(const CLI::App* app) const override {
    return paragraph(CLI::Formatter::make_description(app));
  }
  std::string make_footer(const CLI::App* app) const override { return paragraph(app->get_footer()); }
};

void arrange(CLI::App& command) {
  for (CLI::Option* option : command.get_options())
    for (const GroupedOption& known : groups)
      if (!option->get_lnames().empty() && option->get_lnames().front() == known.name)
        option->group(known.group);
  for (const Example& example : examples) {
    if (example.command != typed(command)) continue;
    std::string footer = command.get_footer().empty() ? "" : command.get_footer() + "\n\n";
    footer += "For example:\n";
    for (const std::string_view line : lines_of(example.lines)) footer += fmt::format("  {}\n", line);
    command.footer(footer);
  }
}

}  // namespace

void set_help_format(CLI::App& app) {
  auto formatter = std::make_shared<HelpFormatter>();
  formatter->column_width(name_columns);
  app.formatter(formatter);
}

void arrange_help(CLI::App& app) {
  arrange(app);
  each_command(app, arrange);
}

std::string help_text(const CLI::App& app, const std::vector<std::string>& words) {
  const CLI::App* command = &app;
  for (const std::string& word : words) {
    const std::vector<std::string> names = names_of_commands(*command);
    if (!contains(names, word))
      throw RequestError(fmt::format("help: there is no command '{}'{}", word, name_hint(word, names)));
    command = command->get_subcommand(word);
  }
  const std::string name = words.empty() ? "allocscale" : "allocscale " + typed(*command);
  return command->get_formatter()->make_help(command, name, CLI::AppFormatMode::Normal);
}

}  // namespace allocscale
