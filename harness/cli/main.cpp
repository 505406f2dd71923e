// The program allocscale: reads the command line, calls the command, and turns errors into exit statuses.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <cctype>
#include <cstdio>
#include <exception>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/base/quantity.hpp"
#include "harness/base/standard_streams.hpp"
#include "harness/cli/arms_command.hpp"
#include "harness/cli/cliffs_command.hpp"
#include "harness/cli/commands.hpp"
#include "harness/cli/compare_command.hpp"
#include "harness/cli/describe_command.hpp"
#include "harness/cli/doctor_command.hpp"
#include "harness/cli/exec_command.hpp"
#include "harness/cli/explain_command.hpp"
#include "harness/cli/help.hpp"
#include "harness/cli/help_pages.hpp"
#include "harness/cli/list_command.hpp"
#include "harness/cli/merge_command.hpp"
#include "harness/cli/misplaced_command.hpp"
#include "harness/cli/note.hpp"
#include "harness/cli/output_options.hpp"
#include "harness/cli/parse_error.hpp"
#include "harness/cli/print.hpp"
#include "harness/cli/query_command.hpp"
#include "harness/cli/report_command.hpp"
#include "harness/cli/run_command.hpp"
#include "harness/cli/runs_command.hpp"
#include "harness/cli/selftest_command.hpp"
#include "harness/launch/process_limits.hpp"
#include "harness/model/allocator_name.hpp"
#include "harness/model/factor.hpp"
#include "harness/plan/levels.hpp"
#include "harness/plan/raw_events.hpp"

namespace {

using namespace allocscale;

constexpr int exit_wrong_request = 2;
constexpr const char* no_output = "cannot write to standard output; what is stored is not affected";

constexpr const char* run_meaning = "The run of this number, see 'allocscale runs'";

constexpr const char* summary_meaning = "Print the answer only, at most ten lines, and no tables";
constexpr const char* wide_meaning =
    "Every column, note and twin in the text; text and md with the time of each phase: build, operate, teardown";

// Values of the command line that are read after it is parsed.
struct Words {
  std::string allocators, kernels, layouts, workers, sizes, events, budget, deadline, wait_quiet, precision,
      design, baseline, format, time_limit, what;
  std::map<std::string, std::string> levels;  // of run, by factor
  std::vector<std::string> described;
  std::vector<std::string> helped;
  std::string shell;
  bool command = false;
  bool quick = false, full = false;  // of selftest
  bool share_machine = false;        // of doctor and arms
  bool all_circumstances = false;    // of doctor
};

void add_share_machine(CLI::App* command, bool& share) {
  command->add_flag("--share-machine", share,
                    "Do not wait for who measures on this machine; every trial is flagged");
}

// An option that takes a list: with commas, or given several times.
void add_list_option(CLI::App* command, const std::string& name, std::string& words,
                     const std::string& meaning) {
  command->add_option(name, words, meaning)->join(',');
}

// The options of whatever runs an experiment: when to stop, on which machine, into which store.
void add_measuring(CLI::App* command, RunRequest& request, Words& words) {
  command->add_option("--budget", words.budget,
                      "Stop after this time, e.g. 90s, 5m, 2h; the same command continues");
  command->add_option(
      "--precision", words.precision,
      "Stop when every 95 % interval of a slowdown or cost, twins aside, is within this, e.g. "
      "2%; looks every five blocks from 20, up to --blocks or five times the experiment's");
  command->add_option("--wait-quiet", words.wait_quiet,
                      "Wait, at most so long, until other programs leave the CPUs, e.g. 90s, 5m, 2h");
  command->add_flag("--require-quiet", request.quiet.required,
                    "Run nothing (exit status 2) while other programs use the CPUs");
  command->add_flag("--wide", request.wide, wide_meaning);
  command->add_flag("--summary", request.summary, summary_meaning);
  command->add_flag("--yes", request.yes, "Begin also what will take more than a day");
  add_share_machine(command, request.share_machine);
  command->add_option("--store", request.store, "Where trials are kept")->capture_default_str();
  command->add_option("--seed", request.seed, "Of the random order; drawn and stored when not given")
      ->check(CLI::NonNegativeNumber);  // a minus sign would wrap
  command->add_flag("--fresh", request.fresh,
                    "Start over: leave what is stored as it is and begin a new run");
  command->add_flag("--dry-run", request.dry_run,
                    "Print cells, trials, predicted time and memory; run nothing");
}

void add_run(CLI::App& app, RunRequest& request, Words& words) {
  CLI::App* run = app.add_subcommand("run", "Run an experiment, or continue it, and print its tables");
  run->add_option("experiment", request.experiment, "Its name (see 'list experiments') or a spec file")
      ->capture_default_str();
  add_list_option(
      run, "--alloc", words.allocators,
      "Allocators, e.g. mimalloc,glibc:retain,mine=/path/to/lib.so; the baseline's is kept; or all");
  run->add_option("--baseline", words.baseline,
                  "What the others are compared with: LAYOUT/ALLOCATOR, e.g. contiguous/mimalloc");
  add_list_option(run, "--kernel", words.kernels, "Kernels, e.g. concat,copy; or all");
  add_list_option(run, "--layout", words.layouts, "Layouts, e.g. boxed,contiguous; or all");
  add_list_option(
      run, "--workers", words.workers,
      "Numbers of workers, e.g. 1,2,max; max: all CPUs; scaling: 1, 2, 4, … all CPUs, at least six levels "
      "where there are six CPUs, and two levels beyond");
  add_list_option(run, "--size", words.sizes, "Elements: small, paper or numbers, e.g. small,40000");
  for (const Factor& factor : factors())
    add_list_option(run, option_of(factor), words.levels[std::string(factor.name)],
                    fmt::format("{}: {}", factor.meaning, fmt::join(level_words(factor), ", ")));
  run->add_option("--iterations", request.choices.iterations, "Repeats in each trial, the cold one included");
  run->add_option(
      "--design", words.design,
      "paired: worker 0 runs alone and together in turn in one process; separate: in processes of "
      "their own");
  run->add_option("--blocks", request.choices.blocks, "Blocks in all; more than are stored adds to them");
  run->add_option("--deadline", words.deadline,
                  "Stop a trial that is not done after this time, e.g. 90 (seconds), 5m; 30 s or more when "
                  "not given: 20 times what is predicted, 10 times what its cell took so far");
  add_list_option(run, "--event", words.events,
                  "Count perf events by code too, at most four: rNNNN or NAME=rNNNN, e.g. loads=r1d0");
  add_measuring(run, request, words);
}

void add_exec(CLI::App& app, ExecRequest& request, Words& words) {
  CLI::App* exec = app.add_subcommand(
      "exec", "Measure a program of yours: alone and beside copies of itself, under each allocator");
  ProgramWords& program = request.program;
  exec->add_option("command", program.words, "The program and its words, behind --");
  exec->add_option("--command", program.commands,
                   "A command in one text; given several times, they are compared with each other")
      ->allow_extra_args(false);
  exec->add_option("--vary", program.vary, "NAME=1,2,4: {NAME} in the command becomes each of the values")
      ->allow_extra_args(false);
  exec->add_option("--vary-env", program.vary_environment,
                   "NAME=a,b: each of the values of an environment variable")
      ->allow_extra_args(false);
  add_list_option(exec, "--alloc", words.allocators,
                  "Allocators, e.g. mimalloc,glibc:retain,mine=/path/to/lib.so; glibc is kept; or all");
  add_list_option(
      exec, "--workers", words.workers,
      "Numbers of copies at once, e.g. 1,2,max; max: all CPUs; {workers} in the command: one copy "
      "is started, which makes as many processes");
  const Factor& placement = find_factor("placement");
  add_list_option(exec, option_of(placement), words.levels[std::string(placement.name)],
                  fmt::format("{}: {}", placement.meaning, fmt::join(level_words(placement), ", ")));
  exec->add_flag(
      "--why", request.why,
      "Also run it with freed memory kept and beside neighbours that do one thing only: explain then "
      "says what goes with each");
  exec->add_option("--name", program.name, "What tables call it; the command's words when not given");
  exec->add_option("--cwd", program.directory, "The folder in which it runs");
  exec->add_option("--env", program.environment, "NAME=VALUE: set for every copy; can be given several times")
      ->allow_extra_args(false);
  exec->add_option("--input", program.input, "The file that is its standard input")->capture_default_str();
  exec->add_option("--output", program.output,
                   "compare (its hash, in every launch), discard, inherit, or a file")
      ->capture_default_str();
  exec->add_option("--time", program.time,
                   "elapsed, or reported: what the program says in a line 'allocscale: seconds=1.234'")
      ->capture_default_str();
  exec->add_option("--expect", program.expected, "The exit statuses of a launch that counts, e.g. 0,1")
      ->capture_default_str();
  exec->add_option("--prepare", program.prepare, "A command before each trial, not measured");
  exec->add_option("--cleanup", program.cleanup, "A command after each trial, not measured");
  exec->add_option("--warmup", program.warmups,
                   "Launches before the first trial, beside the one that is always made")
      ->check(CLI::Range(0, 1000));
  exec->add_flag("--shell", program.shell, "Let /bin/sh read the commands; no shell does otherwise");
  exec->add_option("--timeout", words.deadline, "End a copy that takes longer, e.g. 90 (seconds), 5m");
  exec->add_option("--blocks", request.run.choices.blocks,
                   "Launches of each cell; more than are stored adds to them");
  add_measuring(exec, request.run, words);
}

void add_report(CLI::App& app, ReportRequest& request, Words& words) {
  CLI::App* report = app.add_subcommand("report", "Print the tables of what is stored; nothing is run");
  report->add_option("experiment", request.experiment, "Its newest run; of any experiment when not given");
  report->add_option("--run", request.run, run_meaning);
  add_list_option(report, "--format", words.format,
                  "text, md, csv, …: see 'list formats'; several with commas");
  report->add_option("-o,--output", request.folder, "Write files into this folder instead");
  report->add_flag("--wide", request.wide, wide_meaning);
  report->add_flag("--summary", request.summary, summary_meaning);
  report->add_flag("--machines", request.machines,
                   "Instead the newest run of the experiment on each machine, side by side; see merge");
  report->add_option("--store", request.store, "Where trials are kept")->capture_default_str();
}

void add_explain(CLI::App& app, ExplainRequest& request) {
  CLI::App* explain = app.add_subcommand(
      "explain", "Why what is stored does not scale, or costs what it costs: a screen for each");
  explain->add_option("kernel", request.kernel, "Only this kernel; every one when not given");
  explain->add_option("--experiment", request.experiment,
                      "Its newest run in which a suspect was taken away; of any experiment when not given");
  explain->add_option("--run", request.run, run_meaning);
  explain->add_option("--format", request.format, "text or json")->capture_default_str();
  explain->add_option("--store", request.store, "Where trials are kept")->capture_default_str();
}

void add_runs(CLI::App& app, RunsRequest& request) {
  CLI::App* runs = app.add_subcommand(
      "runs", "What a store holds: its runs, a line each, newest last; or note, delete, check");
  runs->add_option("--store", request.store, "The store")->capture_default_str();
  runs->add_option("--format", request.format, "Of the list: text, csv or json")->capture_default_str();
  runs->require_subcommand(0, 1);
  CLI::App* note = runs->add_subcommand("note", "Note something of a run, for this list and its reports");
  note->add_option("run", request.noted, "Its number")->required()->check(CLI::NonNegativeNumber);
  note->add_option("text", request.note, "The note; empty: none any more")->required();
  CLI::App* erase = runs->add_subcommand("delete", "Delete runs with all their trials; asks first");
  erase->add_option("run", request.deleted, "Their numbers")->required()->check(CLI::NonNegativeNumber);
  erase->add_flag("--yes", request.yes, "Do not ask");
  CLI::App* check =
      runs->add_subcommand("check", "Is the store whole? Looks at every page, row and value of it");
  for (CLI::App* command : {note, erase, check}) command->fallthrough();  // --store may come behind
}

int dispatch_runs(const CLI::App& runs, const RunsRequest& request) {
  if (runs.got_subcommand("check")) return check_runs(request);
  if (runs.got_subcommand("note")) return note_run(request);
  if (runs.got_subcommand("delete")) return delete_runs(request);
  return list_runs(request, find_places());
}

void add_compare(CLI::App& app, CompareRequest& request) {
  CLI::App* compare = app.add_subcommand(
      "compare", "What changed between two runs, or between two allocators of one; may hold limits");
  compare->add_option(
      "A", request.a,
      "A run's number, a store, STORE:N; with @ALLOCATOR only its rows. Without A and B, the newest run is "
      "compared with the one before it of the same experiment");
  compare->add_option("B", request.b, "Likewise");
  compare
      ->add_option(
          "--fail-if", request.limits,
          "\"loss > 5%\", \"cost > 3%\": exit status 3 where B is shown to be worse by more, 4 where that "
          "cannot be told; can be given several times")
      ->allow_extra_args(false);
  compare->add_option("--junit", request.junit, "Write the rows as a JUnit report into this file");
  compare->add_option("--store", request.store, "Where runs that are named by a number are")
      ->capture_default_str();
}

void add_merge(CLI::App& app, MergeRequest& request) {
  CLI::App* merge = app.add_subcommand(
      "merge", "Bring the runs of other stores, of this machine or others, into one store");
  merge->add_option("FROM", request.from, "Stores; they are not changed")->required();
  merge->add_option("--store", request.store, "The store that gets their runs")->capture_default_str();
}

void add_query(CLI::App& app, QueryRequest& request, Words& words) {
  CLI::App* query = app.add_subcommand(
      "query", "Ask the store by a SELECT of SQL, over views of what is stored and estimated");
  CLI::Option* statement =
      query->add_option("statement", request.statement, "The SELECT; -: read it from standard input");
  query->add_flag("--columns", request.columns, "Instead list the views with their columns")
      ->excludes(statement);
  query->add_option("--format", request.format, "table, csv or json")->capture_default_str();
  query->add_option("--run", request.run, "Only rows of the run of this number");
  query->add_option("--time-limit", words.time_limit,
                    "End a query that takes longer, e.g. 90s, 5m; 60 s when not given");
  query->add_option("--store", request.store, "The store; it is not changed")->capture_default_str();
  query->footer("Views: runs, allocators, trials, workers, samples, estimates, components.");
}

void add_list(CLI::App& app, Words& words) {
  CLI::App* list = app.add_subcommand("list", "What there is, a line each");
  list->add_option("what", words.what,
                   "kernels, layouts, allocators, factors, experiments, metrics or formats")
      ->required();
}

void add_describe(CLI::App& app, Words& words) {
  CLI::App* describe = app.add_subcommand("describe", "Explain a part in full, or a cell and how to run it");
  describe
      ->add_option(
          "what", words.described,
          "A kernel, layout, allocator, factor, experiment, metric, flag, format, command or word of the glossary; or a cell, e.g. "
          "kernel=concat layout=boxed allocator=glibc size=40000 workers=2")
      ->required();
  describe->add_flag("--command", words.command,
                     "Print only the line that runs one worker of the cell, for perf, gdb or strace");
}

void add_arms(CLI::App& app, Words& words) {
  CLI::App* arms = app.add_subcommand(
      "arms", "Where each allocator and its policy arms give memory back: page faults, by size");
  add_list_option(arms, "--alloc", words.allocators,
                  "Allocators, or NAME=/path/to/lib.so; all when not given");
  add_share_machine(arms, words.share_machine);
}

void add_cliffs(CLI::App& app, CliffsRequest& request, Words& words) {
  CLI::App* cliffs = app.add_subcommand(
      "cliffs", "From which size on each allocator gives memory back; later tables say what lies beyond");
  add_list_option(cliffs, "--alloc", words.allocators,
                  "Allocators, e.g. mimalloc,glibc:retain,mine=/path/to/lib.so; all when not given");
  cliffs->add_option("--largest-mib", request.largest_mib, "The largest buffer that is tried, in MiB")
      ->check(CLI::Range(1, 1 << 20))
      ->capture_default_str();
  cliffs->add_option("--store", request.store, "Where the map is kept, beside the trials")
      ->capture_default_str();
  add_share_machine(cliffs, request.share_machine);
  cliffs->add_flag("--fresh", request.fresh, "Probe again what is stored");
  cliffs->add_flag("--dry-run", request.dry_run, "Print how many probes it takes; run nothing");
  cliffs->footer(cliffs_question());
}

void add_doctor(CLI::App& app, Words& words) {
  CLI::App* doctor =
      app.add_subcommand("doctor", "What about this machine moves results, and what to do; changes nothing");
  CLI::Option* all = doctor->add_flag("--all", words.all_circumstances,
                                      "Every circumstance, with its effect, also where nothing is found");
  add_list_option(doctor, "--alloc", words.allocators,
                  "Instead: which of these allocators' environment variables are set, and which the "
                  "loaded version obeys; names, or NAME=/path/to/lib.so");
  all->excludes(doctor->get_option("--alloc"));
  add_share_machine(doctor, words.share_machine);
}

void add_selftest(CLI::App& app, SelftestRequest& request, Words& words) {
  CLI::App* selftest = app.add_subcommand(
      "selftest", "Is the instrument right? Simulated truth, and causes planted in kernels, to be named");
  CLI::Option* quick = selftest->add_flag("--quick", words.quick, "Only what half a minute shows");
  selftest
      ->add_flag("--full", words.full, "Twenty campaigns instead of three; says first how long that takes")
      ->excludes(quick);
  selftest->add_option("--store", request.store, "Where trials are kept; the same command continues them")
      ->capture_default_str();
  add_share_machine(selftest, request.share_machine);
  selftest->add_option("--seed", request.seed, "Of what is simulated and of the random orders")
      ->check(CLI::NonNegativeNumber)  // a minus sign would wrap
      ->capture_default_str();
}

void add_help(CLI::App& app, Words& words) {
  CLI::App* help = app.add_subcommand("help", "What --help says of a command, e.g. help run");
  help->add_option("command", words.helped, "The command; the program itself when not given");
  app.add_subcommand("completion", "A script that completes commands, options and names in your shell")
      ->add_option("shell", words.shell, "bash or zsh")
      ->required();
  app.add_subcommand("manual", "The manual page, allocscale(1), for man -l");
}

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
  Choices& choices = request.choices;
  if (!words.allocators.empty()) choices.allocators = parse_names("--alloc", words.allocators);
  if (!words.kernels.empty()) choices.kernels = parse_names("--kernel", words.kernels);
  if (!words.baseline.empty()) choices.baseline = parse_baseline(words.baseline);
  if (!words.layouts.empty()) choices.layouts = parse_names("--layout", words.layouts);
  if (!words.workers.empty()) choices.workers = parse_workers(words.workers);
  if (!words.sizes.empty()) choices.sizes = parse_sizes(words.sizes);
  for (const auto& [factor, levels] : words.levels)
    if (!levels.empty()) choices.levels[factor] = parse_levels(find_factor(factor), levels);
  if (!words.events.empty()) request.raw_events = parse_raw_events(words.events);
  if (!words.budget.empty()) choices.budget_seconds = read_span_with_unit("--budget", words.budget);
  if (!words.deadline.empty()) choices.deadline_seconds = read_span("--deadline", words.deadline);
  if (!words.wait_quiet.empty())
    request.quiet.wait_seconds = read_span_with_unit("--wait-quiet", words.wait_quiet);
  if (!words.design.empty()) choices.design = parse_design(words.design);
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

int dispatch(const CLI::App& app, const RunRequest& run_request, const ExecRequest& exec_request,
             const CliffsRequest& cliffs_request, const ReportRequest& report_request,
             const ExplainRequest& explain_request, const RunsRequest& runs_request,
             const CompareRequest& compare_request, const MergeRequest& merge_request,
             const QueryRequest& query_request, const SelftestRequest& selftest_request, const Words& words) {
  if (app.got_subcommand("run")) return run(read_words(run_request, words), find_places());
  if (app.got_subcommand("exec"))
    return exec({exec_request.program, exec_request.why, read_words(exec_request.run, words)}, find_places());
  if (app.got_subcommand("cliffs")) {
    CliffsRequest request = cliffs_request;
    request.allocators = allocator_words(words);
    return cliffs(request, find_places());
  }
  if (app.got_subcommand("report")) {
    ReportRequest request = report_request;
    if (!words.format.empty()) request.formats = parse_names("--format", words.format);
    return report(request);
  }
  if (app.got_subcommand("runs")) return dispatch_runs(*app.get_subcommand("runs"), runs_request);
  if (app.got_subcommand("compare")) return compare(compare_request);
  if (app.got_subcommand("merge")) return merge(merge_request);
  if (app.got_subcommand("query")) {
    QueryRequest request = query_request;
    if (!words.time_limit.empty()) request.time_limit_seconds = read_span("--time-limit", words.time_limit);
    if (request.statement.empty() && !request.columns)
      throw RequestError(
          "query: say a SELECT, e.g. allocscale query \"SELECT * FROM runs\"; --columns lists the views");
    return query(request, find_places());
  }
  if (app.got_subcommand("explain")) return explain(explain_request);
  if (app.got_subcommand("selftest")) {
    SelftestRequest request = selftest_request;
    if (words.quick) request.length = SelftestLength::quick;
    if (words.full) request.length = SelftestLength::full;
    return selftest(request, find_places());
  }
  if (app.got_subcommand("describe")) {
    describe(words.described, words.command, find_places(), parts_of_commands(app));
    return 0;
  }
  if (app.got_subcommand("doctor")) {
    if (words.allocators.empty())
      doctor(words.all_circumstances, words.share_machine);
    else
      doctor_allocators(allocator_words(words), words.share_machine, find_places());
    return 0;
  }
  if (app.got_subcommand("arms")) {
    print_arms(allocator_words(words), words.share_machine, find_places());
    return 0;
  }
  if (app.got_subcommand("completion")) {
    print_as_is(completion_script(app, words.shell));
    return 0;
  }
  if (app.got_subcommand("manual")) {
    print_as_is(manual_page(app, ALLOCSCALE_VERSION));
    return 0;
  }
  if (app.got_subcommand("help")) {
    print_page(help_text(app, words.helped));
    return 0;
  }
  const auto& names = listable();
  if (!contains(names, words.what))
    throw RequestError(fmt::format("list: there are no '{}'{}", words.what, name_hint(words.what, names)));
  list(words.what, find_places());
  return 0;
}

// Throws RequestError for a wrong command line, CLI::Success where help or the version was asked for.
void parse(CLI::App& app, int argc, char** argv) {
  std::optional<std::string> wrong_line;
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success&) {
    throw;
  } catch (const CLI::ParseError& wrong) {
    wrong_line = parse_error_line(app, wrong);
  }
  if (app.got_subcommand("run")) refuse_misplaced_command(app, find_places().experiments);
  if (wrong_line) throw RequestError(*wrong_line);
}

int ended(const std::string& line, int status) {
  complain("{}", line);
  return status;
}

// The exit status, once all of standard output is written.
int finished(int status) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
  return ended(no_output, status == 0 ? 1 : status);
}

void print_wanted(const CLI::App& app, const CLI::Success& wanted) {
  std::ostringstream text;
  app.exit(wanted, text, text);
  print_page(text.str());
}

}  // namespace

int main(int argc, char** argv) {
  own_standard_streams();
  raise_limits();
  CLI::App app("Does a list-heavy process scale with the cores, and if not, why not?", "allocscale");
  app.require_subcommand(1);
  set_help_format(app);
  app.set_version_flag("--version", "allocscale " ALLOCSCALE_VERSION);
  RunRequest run_request;
  ExecRequest exec_request;
  CliffsRequest cliffs_request;
  ReportRequest report_request;
  ExplainRequest explain_request;
  RunsRequest runs_request;
  CompareRequest compare_request;
  MergeRequest merge_request;
  QueryRequest query_request;
  SelftestRequest selftest_request;
  Words words;
  add_run(app, run_request, words);
  add_exec(app, exec_request, words);
  add_report(app, report_request, words);
  add_runs(app, runs_request);
  add_compare(app, compare_request);
  add_merge(app, merge_request);
  add_query(app, query_request, words);
  add_explain(app, explain_request);
  add_list(app, words);
  add_describe(app, words);
  add_doctor(app, words);
  add_arms(app, words);
  add_cliffs(app, cliffs_request, words);
  add_selftest(app, selftest_request, words);
  add_help(app, words);
  OutputWords output_words;
  add_output_options(app, output_words);
  arrange_help(app);
  try {
    parse(app, argc, argv);
    obey(output_words);
    return finished(dispatch(app, run_request, exec_request, cliffs_request, report_request, explain_request,
                             runs_request, compare_request, merge_request, query_request, selftest_request,
                             words));
  } catch (const CLI::Success& wanted) {  // --help, --version
    print_wanted(app, wanted);
    return finished(0);
  } catch (const RequestError& wrong) {
    return ended(wrong.what(), exit_wrong_request);
  } catch (const Interrupted&) {
    return ended("interrupted", 130);
  } catch (const SetupError& failure) {
    return ended(failure.what(), 1);
  } catch (const std::exception& failure) {
    // Where a text is longer than stdio's buffer, fmt::print throws before the flush above.
    return ended(std::ferror(stdout) != 0 ? no_output : unforeseen(failure), 1);
  }
}
