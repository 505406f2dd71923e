#include "harness/cli/dispatch.hpp"

#include <fmt/format.h>

#include <cctype>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/base/quantity.hpp"
#include "harness/cli/arms_command.hpp"
#include "harness/cli/cluster_words.hpp"
#include "harness/cli/commands.hpp"
#include "harness/cli/describe_command.hpp"
#include "harness/cli/doctor_command.hpp"
#include "harness/cli/help.hpp"
#include "harness/cli/help_pages.hpp"
#include "harness/cli/list_command.hpp"
#include "harness/cli/print.hpp"
#include "harness/measure/event_names.hpp"
#include "harness/model/allocator_name.hpp"
#include "harness/model/factor.hpp"
#include "harness/plan/asked_events.hpp"
#include "harness/plan/levels.hpp"
#include "harness/plan/shard.hpp"

namespace allocscale {
namespace {

double read_span(const char* option, const std::string& word) {
  if (const auto seconds = parse_span(word)) return *seconds;
  throw RequestError(fmt::format("{}: '{}' is no time; expected e.g. 90s, 5m or 2h", option, word));
}

// A bare number could be meant in seconds or in minutes.
double read_span_with_unit(const char* option, const std::string& word) {
  if (!word.empty() && parse_span(word) && std::isdigit(static_cast<unsigned char>(word.back())) != 0)
    throw RequestError(
        fmt::format("{}: '{}' needs its unit: {}s, {}m or {}h", option, word, word, word, word));
  return read_span(option, word);
}

RunRequest read_words(RunRequest request, const Words& words) {
  request.command = words.line;
  Choices& choices = request.choices;
  if (!words.allocators.empty()) choices.allocators = parse_names("--alloc", words.allocators);
  if (!words.kernels.empty()) choices.kernels = parse_names("--kernel", words.kernels);
  if (!words.baseline.empty()) choices.baseline = parse_baseline(words.baseline);
  if (!words.layouts.empty()) choices.layouts = parse_names("--layout", words.layouts);
  if (!words.workers.empty()) choices.workers = parse_workers(words.workers);
  if (!words.sizes.empty()) choices.sizes = parse_sizes(words.sizes);
  for (const auto& [factor, levels] : words.levels)
    if (!levels.empty()) choices.levels[factor] = parse_levels(find_factor(factor), levels);
  if (!words.events.empty()) request.asked_events = parse_asked_events(words.events, find_event);
  if (!words.budget.empty()) choices.budget_seconds = read_span_with_unit("--budget", words.budget);
  if (!words.deadline.empty()) choices.deadline_seconds = read_span("--deadline", words.deadline);
  if (!words.wait_quiet.empty())
    request.quiet.wait_seconds = read_span_with_unit("--wait-quiet", words.wait_quiet);
  if (!words.design.empty()) choices.design = parse_design(words.design);
  if (!words.shard.empty())
    request.shard = parse_shard(words.shard, words.replicas == 0 ? 1 : words.replicas);
  else if (words.replicas != 0)
    throw RequestError(
        "--replicate: it says in how many shards each comparison is; give --shard too, e.g. 1/3");
  if (!words.precision.empty()) choices.precision = parse_precision(words.precision);
  return request;
}

// Of a command that takes no allocators under variables.
std::vector<std::string> allocator_words(const Words& words) {
  if (words.allocators.empty()) return {};
  std::vector<std::string> names = parse_names("--alloc", words.allocators);
  for (const std::string& name : names)
    if (sets_variables(name))
      throw RequestError(
          fmt::format("--alloc: '{}' sets variables, as only run and exec do", clean_line(name)));
  return names;
}

std::vector<Part> parts_of_commands(const CLI::App& app) {
  std::vector<Part> parts;
  for (const CLI::App* command : commands_of(app))
    parts.push_back({"command", command->get_name(), [command] { return command->help("allocscale"); }});
  return parts;
}

int dispatch_runs(const CLI::App& runs, const RunsRequest& request) {
  if (runs.got_subcommand("check")) return check_runs(request);
  if (runs.got_subcommand("note")) return note_run(request);
  if (runs.got_subcommand("delete")) return delete_runs(request);
  return list_runs(request, find_places());
}

// The parsed command line.
struct Call {
  const CLI::App& app;
  const Requests& requests;
  const std::string& version;
};

int call_run(const Call& call) {
  return run(read_words(call.requests.run, call.requests.words), find_places());
}

int call_exec(const Call& call) {
  return exec({call.requests.exec.program, call.requests.exec.why,
               read_words(call.requests.exec.run, call.requests.words)},
              find_places());
}

int call_cliffs(const Call& call) {
  CliffsRequest request = call.requests.cliffs;
  request.allocators = allocator_words(call.requests.words);
  return cliffs(request, find_places());
}

int call_report(const Call& call) {
  ReportRequest request = call.requests.report;
  if (!call.requests.words.format.empty())
    request.formats = parse_names("--format", call.requests.words.format);
  return report(request);
}

int call_figure(const Call& call) { return figure(call.requests.figure); }

int call_runs(const Call& call) {
  return dispatch_runs(*call.app.get_subcommand("runs"), call.requests.runs);
}

int call_compare(const Call& call) { return compare(call.requests.compare); }

int call_merge(const Call& call) { return merge(call.requests.merge); }

int call_cluster(const Call& call) {
  ClusterRequest request = call.requests.cluster;
  const CLI::App& cluster = *call.app.get_subcommand("cluster");
  if (cluster.got_subcommand("status")) return cluster_status(request);
  if (cluster.got_subcommand("tables")) return cluster_tables(request);
  if (cluster.got_subcommand("cancel")) return cluster_cancel(request);
  request.words = cluster.get_subcommand("submit")->remaining();
  const ClusterTask task = read_cluster_words(request, find_places());
  return cluster_submit(request, task);
}

int call_query(const Call& call) {
  QueryRequest request = call.requests.query;
  if (!call.requests.words.time_limit.empty())
    request.time_limit_seconds = read_span("--time-limit", call.requests.words.time_limit);
  if (request.statement.empty() && !request.columns)
    throw RequestError(
        "query: say a SELECT, e.g. allocscale query \"SELECT * FROM runs\"; --columns lists the views");
  return query(request, find_places());
}

int call_explain(const Call& call) { return explain(call.requests.explain); }

int call_selftest(const Call& call) {
  SelftestRequest request = call.requests.selftest;
  if (call.requests.words.quick) request.length = SelftestLength::quick;
  if (call.requests.words.full) request.length = SelftestLength::full;
  return selftest(request, find_places());
}

int call_describe(const Call& call) {
  describe(call.requests.words.described, call.requests.words.command, find_places(),
           parts_of_commands(call.app));
  return 0;
}

int call_doctor(const Call& call) {
  if (call.requests.words.allocators.empty())
    doctor(call.requests.words.all_circumstances, call.requests.words.share_machine);
  else
    doctor_allocators(allocator_words(call.requests.words), call.requests.words.share_machine, find_places());
  return 0;
}

int call_arms(const Call& call) {
  print_arms(allocator_words(call.requests.words), call.requests.words.share_machine, find_places());
  return 0;
}

int call_completion(const Call& call) {
  print_as_is(completion_script(call.app, call.requests.words.shell));
  return 0;
}

int call_manual(const Call& call) {
  print_as_is(manual_page(call.app, call.version));
  return 0;
}

int call_help(const Call& call) {
  print_page(help_text(call.app, call.requests.words.helped));
  return 0;
}

int call_list(const Call& call) {
  const auto& names = listable();
  if (!contains(names, call.requests.words.what))
    throw RequestError(fmt::format("list: there are no '{}'{}", call.requests.words.what,
                                   name_hint(call.requests.words.what, names)));
  list(call.requests.words.what, call.requests.words.pattern, find_places());
  return 0;
}

// What each command calls; it returns the exit status.
constexpr std::pair<std::string_view, int (*)(const Call&)> calls[] = {
    {"run", call_run},           {"exec", call_exec},
    {"cliffs", call_cliffs},     {"report", call_report},
    {"runs", call_runs},         {"compare", call_compare},
    {"cluster", call_cluster},   {"merge", call_merge},
    {"query", call_query},       {"figure", call_figure},
    {"explain", call_explain},   {"selftest", call_selftest},
    {"describe", call_describe}, {"doctor", call_doctor},
    {"arms", call_arms},         {"completion", call_completion},
    {"manual", call_manual},     {"help", call_help},
    {"list", call_list}};

}  // namespace

int dispatch(const CLI::App& app, const Requests& requests, const std::string& version) {
  for (const auto& [name, call] : calls)
    if (app.got_subcommand(std::string(name))) return call({app, requests, version});
  throw std::logic_error("a command without a call");
}

}  // namespace allocscale
