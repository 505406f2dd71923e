#include "harness/cli/cluster_words.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>
#include <utility>

#include "harness/base/error.hpp"
#include "harness/cli/options.hpp"
#include "harness/cli/parse_error.hpp"
#include "harness/plan/experiment_files.hpp"
#include "harness/plan/spec.hpp"

namespace allocscale {
namespace {

using WordList = std::vector<std::string>;

// Throws RequestError where the words, without the program's name, are no command line.
void parse_words(CLI::App& app, WordList words) {
  std::reverse(words.begin(), words.end());  // as the parser takes them
  try {
    app.parse(std::move(words));
  } catch (const CLI::Success&) {
    throw RequestError("cluster submit: ask for help outside of it, e.g. `allocscale run --help`");
  } catch (const CLI::ParseError& wrong) {
    throw RequestError(parse_error_line(app, wrong));
  }
}

// Of words up to "--": those that are options of the job are read, the others returned. Behind "--" come
// those of the site.
WordList take_own_options(const WordList& words, ClusterRequest& request) {
  CLI::App own("", "cluster submit");
  add_job_options(&own, request);
  WordList of_job, others;
  const auto end = std::find(words.begin(), words.end(), "--");
  for (auto word = words.begin(); word != end; ++word) {
    const std::size_t equals = word->find('=');
    const CLI::Option* const option =
        word->starts_with("--") ? own.get_option_no_throw(word->substr(0, equals)) : nullptr;
    if (option == nullptr) {
      others.push_back(*word);
      continue;
    }
    of_job.push_back(*word);
    if (option->get_items_expected_max() > 0 && equals == std::string::npos && std::next(word) != end)
      of_job.push_back(*++word);
  }
  if (!of_job.empty()) parse_words(own, of_job);
  if (end != words.end())
    request.site_options.insert(request.site_options.end(), std::next(end), words.end());
  return others;
}

}  // namespace

ClusterTask read_cluster_words(ClusterRequest& request, const Places& places) {
  WordList words = request.words;
  if (!words.empty() && words.front() == "--") words.erase(words.begin());
  if (words.empty())
    throw RequestError(
        "cluster submit: say what, e.g. `allocscale cluster submit matrix --nodes 8 --time 2h`");
  ClusterTask task;
  CLI::App check("", "allocscale");
  check.require_subcommand(1);
  Requests requests;
  add_commands(check, requests);
  if (words.front() == "exec") {
    task.command = words;
    parse_words(check, task.command);
    task.experiment = requests.exec.program.name.empty() ? "exec" : requests.exec.program.name;
    (void)read_program(requests.exec.program);
    return task;
  }
  if (words.front() == "run") words.erase(words.begin());
  task.command = take_own_options(words, request);
  task.command.insert(task.command.begin(), "run");
  parse_words(check, task.command);
  task.experiment = read_experiment(find_experiment(requests.run.experiment, places.experiments)).name;
  return task;
}

}  // namespace allocscale
