#include "harness/plan/program_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/quantity.hpp"
#include "harness/base/replace_all.hpp"

namespace allocscale {
namespace {

constexpr std::size_t longest_name = 48;

// What a shell does with these is not done here.
constexpr std::string_view shell_characters = "|&;<>()$`*?[~#\n";

// Splits one text.
class WordSplitter {
 public:
  WordSplitter(const std::string& option, const std::string& text) : option_(option), text_(text) {}

  std::vector<std::string> split() {
    while (at_ < text_.size()) take(text_[at_++]);
    finish_word();
    return std::move(words_);
  }

 private:
  void take(char c) {
    if (c == ' ' || c == '\t') return finish_word();
    if (c == '\'' || c == '"') return take_quoted(c);
    if (c == '\\' && at_ < text_.size())
      c = text_[at_++];
    else if (shell_characters.find(c) != std::string_view::npos)
      throw RequestError(fmt::format("{}: '{}' would be for a shell: give --shell, or put it into quotes: {}",
                                     option_, clean_line(std::string(1, c)), clean_line(text_)));
    add(c);
  }

  void take_quoted(char quote) {
    if (!word_) word_.emplace();
    while (at_ < text_.size() && text_[at_] != quote) {
      if (quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      add(text_[at_++]);
    }
    if (at_++ == text_.size())
      throw RequestError(fmt::format("{}: a {} has no end: {}", option_, quote, clean_line(text_)));
  }

  void add(char c) {
    if (!word_) word_.emplace();
    *word_ += c;
  }

  void finish_word() {
    if (word_) words_.push_back(*std::exchange(word_, std::nullopt));
  }

  const std::string& option_;
  const std::string& text_;
  std::size_t at_ = 0;
  std::optional<std::string> word_;
  std::vector<std::string> words_;
};

std::string shortened(std::string text) {
  text = clean_line(text);
  if (text.size() <= longest_name) return text;
  return clean_line(cut_text(text, longest_name - 3)) + "...";
}

struct Command {
  std::string name;
  std::vector<std::string> words;
};

std::vector<std::string> words_for_shell(const std::string& text) { return {"/bin/sh", "-c", text}; }

std::vector<Command> commands_of(const ProgramWords& given) {
  std::vector<Command> commands;
  for (const std::string& text : given.commands)
    commands.push_back(
        {shortened(text), given.shell ? words_for_shell(text) : split_words("--command", text)});
  if (!given.words.empty()) {
    const std::string text = joined(given.words, " ");
    commands.push_back({shortened(text), given.shell ? words_for_shell(text) : given.words});
  }
  if (commands.empty())
    throw RequestError(
        "exec: no command; expected e.g. allocscale exec -- python3 job.py, or --command \"…\"");
  return commands;
}

// "NAME=1,2,4".
struct Variation {
  std::string name;
  std::vector<std::string> values;
};

Variation parse_variation(const std::string& option, const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == 0 || equals == std::string::npos || equals + 1 == text.size())
    throw RequestError(fmt::format("{}: '{}' is no NAME=VALUE,VALUE…", option, clean_line(text)));
  Variation variation{text.substr(0, equals), {}};
  for (std::size_t from = equals + 1; from <= text.size();) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    variation.values.push_back(text.substr(from, comma - from));
    from = comma + 1;
  }
  return variation;
}

// A variant that is not finished: the parts of its name are still apart.
struct Draft {
  std::vector<std::string> name;
  Program program;
};

// Each draft with each of the values.
template <class Apply>
std::vector<Draft> crossed(const std::vector<Draft>& drafts, const Variation& variation, Apply apply) {
  std::vector<Draft> all;
  for (const Draft& draft : drafts)
    for (const std::string& value : variation.values) {
      Draft varied = draft;
      varied.name.push_back(fmt::format("{}={}", variation.name, value));
      apply(varied.program, value);
      all.push_back(std::move(varied));
    }
  return all;
}

std::vector<Draft> vary(std::vector<Draft> drafts, const ProgramWords& given) {
  for (const std::string& text : given.vary) {
    const Variation variation = parse_variation("--vary", text);
    bool found = false;
    drafts = crossed(drafts, variation, [&](Program& program, const std::string& value) {
      for (std::string& word : program.words)
        found = replace_all(word, "{" + variation.name + "}", value) || found;
    });
    if (!found)
      throw RequestError(fmt::format("--vary: {{{}}} stands in no command", clean_line(variation.name)));
  }
  for (const std::string& text : given.vary_environment) {
    const Variation variation = parse_variation("--vary-env", text);
    drafts = crossed(drafts, variation, [&](Program& program, const std::string& value) {
      program.environment.push_back(fmt::format("{}={}", variation.name, value));
    });
  }
  return drafts;
}

std::vector<int> parse_statuses(const std::string& text) {
  std::vector<int> statuses;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    const auto status = parse_count(text.substr(from, comma - from));
    if (!status || *status > 255)
      throw RequestError(
          fmt::format("--expect: '{}' is no list of exit statuses, such as 0,1", clean_line(text)));
    statuses.push_back(static_cast<int>(*status));
    from = comma + 1;
  }
  return statuses;
}

std::vector<std::string> errand(const std::string& option, const std::string& text, bool shell) {
  if (text.empty()) return {};
  return shell ? words_for_shell(text) : split_words(option, text);
}

// Relative to the caller's folder, since the command may run in another.
std::string existing(const std::string& option, const std::string& path, bool folder) {
  if (path.empty() || path == "/dev/null") return path;
  std::error_code ignored;
  const std::filesystem::path file = std::filesystem::absolute(path);
  if (folder ? !std::filesystem::is_directory(file, ignored) : !std::filesystem::exists(file, ignored))
    throw RequestError(
        fmt::format("{}: there is no {} '{}'", option, folder ? "folder" : "file", clean_line(path)));
  return file.string();
}

Program common_part(const ProgramWords& given) {
  Program program;
  for (const std::string& variable : given.environment) {
    if (variable.find('=') == 0 || variable.find('=') == std::string::npos)
      throw RequestError(fmt::format("--env: '{}' is no NAME=VALUE", clean_line(variable)));
    program.environment.push_back(variable);
  }
  program.directory = existing("--cwd", given.directory, true);
  program.input = existing("--input", given.input, false);
  program.output = given.output;
  if (given.output != "compare" && given.output != "discard" && given.output != "inherit")
    program.output = std::filesystem::absolute(given.output).string();
  program.expected_statuses = parse_statuses(given.expected);
  if (given.time != "elapsed" && given.time != "reported")
    throw RequestError(
        fmt::format("--time: unknown time '{}'; expected elapsed or reported", clean_line(given.time)));
  program.reports_time = given.time == "reported";
  if (program.reports_time && given.output != "compare")
    throw RequestError("--time reported: the time is read from the output, which needs --output compare");
  return program;
}

}  // namespace

std::vector<std::string> split_words(const std::string& option, const std::string& text) {
  std::vector<std::string> words = WordSplitter(option, text).split();
  if (words.empty()) throw RequestError(fmt::format("{}: no command", option));
  return words;
}

ProgramTask read_program(const ProgramWords& given) {
  const std::vector<Command> commands = commands_of(given);
  const Program common = common_part(given);
  std::vector<Draft> drafts;
  for (const Command& command : commands) {
    Draft& draft = drafts.emplace_back();
    if (commands.size() > 1) draft.name.push_back(command.name);
    draft.program = common;
    draft.program.words = command.words;
  }
  ProgramTask task;
  for (const Draft& draft : vary(std::move(drafts), given)) {
    std::string name = clean_line(joined(draft.name, " "));
    task.variants.push_back({name.empty() ? only_variant : std::move(name), draft.program});
  }
  for (std::size_t i = 0; i < task.variants.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (task.variants[i].name == task.variants[j].name)
        throw RequestError(fmt::format("exec: '{}' is given twice", task.variants[i].name));
  task.name = !given.name.empty()    ? shortened(given.name)
              : commands.size() == 1 ? commands.front().name
                                     : several_commands;
  task.prepare = errand("--prepare", given.prepare, given.shell);
  task.cleanup = errand("--cleanup", given.cleanup, given.shell);
  task.needed = errand("--require", given.require, given.shell);
  task.warmups = given.warmups;
  return task;
}

void add_programs(Experiment& experiment) {
  for (const ProgramTask& task : experiment.programs) {
    experiment.kernels.push_back(task.name);
    for (const ProgramVariant& variant : task.variants)
      if (!contains(experiment.layouts, variant.name)) experiment.layouts.push_back(variant.name);
  }
  if (experiment.sizes.empty()) experiment.sizes = {SizeLevel{"small"}};  // of the controls
  if (experiment.baseline.layout.empty()) experiment.baseline.layout = experiment.layouts.front();
  experiment.estimand = Estimand::cold;
  experiment.iterations = 1;
}

void set_programs(std::vector<ProgramTask> tasks, Experiment& experiment) {
  experiment.kernels.clear();
  experiment.layouts.clear();
  experiment.baseline.layout.clear();
  experiment.programs = std::move(tasks);
  add_programs(experiment);
}

}  // namespace allocscale
