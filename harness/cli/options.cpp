#include "harness/cli/options.hpp"

#include <fmt/format.h>

#include <string>

#include "harness/base/joined.hpp"
#include "harness/cli/cliffs_command.hpp"
#include "harness/cli/help.hpp"
#include "harness/model/factor.hpp"
#include "harness/plan/levels.hpp"
#include "harness/plan/shard.hpp"

namespace allocscale {
namespace {

constexpr const char* run_meaning = "The run of this number, see 'allocscale runs'";

constexpr const char* summary_meaning = "Print the answer only, at most ten lines, and no tables";
constexpr const char* wide_meaning =
    "Every column, note and twin in the text; text and md with the time of each phase: build, operate, teardown";

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
  add_list_option(
      command, "--event", words.events,
      "Count these perf events too, at most four: names (allocscale list events), rNNNN, or NAME= and "
      "one of these, e.g. LLC-LOAD-MISSES,loads=r1d0");
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
  command->add_option(
      "--store-copy", request.store_copy,
      "Also keep a copy of the store here, e.g. in a folder that machines share: written after each "
      "block; the run goes on from it where there is no store");
  command->add_option(
      "--shard", words.shard,
      "Run a part of the experiment, e.g. 3/8, the third of eight: whole comparisons, for as many "
      "machines; merge brings their stores together");
  command
      ->add_option("--replicate", words.replicas,
                   "Of shards: how many of them have each comparison; 1 when not given")
      ->check(CLI::PositiveNumber);
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
                    fmt::format("{}: {}", factor.meaning, joined(level_words(factor), ", ")));
  run->add_option("--iterations", request.choices.iterations, "Repeats in each trial, the cold one included");
  run->add_option(
      "--design", words.design,
      "paired: worker 0 runs alone and together in turn in one process; separate: in processes of "
      "their own");
  run->add_option("--blocks", request.choices.blocks, "Blocks in all; more than are stored adds to them");
  run->add_option("--deadline", words.deadline,
                  "Stop a trial that is not done after this time, e.g. 90 (seconds), 5m; 30 s or more when "
                  "not given: 20 times what is predicted, 10 times what its cell took so far");
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
                  fmt::format("{}: {}", placement.meaning, joined(level_words(placement), ", ")));
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
  report->add_option("--findings", request.findings,
                     "With --machines: a file that merge --findings made, in place of a store");
  report->add_option("--store", request.store, "Where trials are kept")->capture_default_str();
}

void add_figure(CLI::App& app, FigureRequest& request) {
  CLI::App* figure =
      app.add_subcommand("figure", "Draw one thing of what is stored: SVG, PNG or PDF, by gnuplot");
  figure->add_option("name", request.name, "Which one: see 'list figures'")->required();
  figure->add_option("-o,--output", request.output,
                     "The picture: FILE.svg, .png or .pdf; NAME.svg when not given");
  figure->add_option("--experiment", request.experiment, "Its newest run; of any experiment when not given");
  figure->add_option("--run", request.run, run_meaning);
  figure->add_option("--kernel", request.kernel, "Only tasks of this kernel, or of this program");
  figure->add_option("--layout", request.layout, "Only rows of this layout");
  figure->add_flag("--keep-data", request.keep_data,
                   "Also leave gnuplot's script, FILE.gnuplot, and what is drawn, FILE.csv");
  figure->add_option("--store", request.store, "Where trials are kept")->capture_default_str();
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
  compare->add_option("--figure", request.figure,
                      "Also draw the ratios of all rows with their intervals: FILE.svg, .png or .pdf");
  compare->add_flag("--keep-data", request.keep_data,
                    "Keep what that picture is made of: FILE.gnuplot, which draws it again, and FILE.csv");
  compare->add_option("--junit", request.junit, "Write the rows as a JUnit report into this file");
  compare->add_option("--store", request.store, "Where runs that are named by a number are")
      ->capture_default_str();
}

void add_merge(CLI::App& app, MergeRequest& request) {
  CLI::App* merge = app.add_subcommand(
      "merge", "Bring the runs of other stores, of this machine or others, into one store");
  merge
      ->add_option("FROM", request.from,
                   "Stores; they are not changed. With --findings also files of findings")
      ->required();
  merge->add_option(
      "--findings", request.findings,
      "Instead of runs, bring what report --machines shows of them into this file: a few KiB a run");
  merge->add_option("--store", request.store, "The store that gets their runs")->capture_default_str();
}

void add_cluster(CLI::App& app, ClusterRequest& request) {
  CLI::App* cluster = app.add_subcommand(
      "cluster", "An experiment as jobs of a cluster's own scheduler, Slurm: a shard on each node");
  cluster->require_subcommand(1);
  CLI::App* submit = cluster->add_subcommand(
      "submit",
      "Submit one job array, a node to a task, and a job that merges. Behind its options stand EXPERIMENT and options "
      "of run, or exec with its words; behind EXPERIMENT and --, options of sbatch");
  add_job_options(submit, request);
  submit->prefix_command();
  CLI::App* status = cluster->add_subcommand("status", "Where each shard is, and how many blocks it has");
  CLI::App* tables = cluster->add_subcommand("tables", "What is there so far, machines side by side");
  CLI::App* cancel = cluster->add_subcommand("cancel", "End the jobs; what they have measured stays");
  for (CLI::App* command : {status, tables, cancel}) {
    command->add_option("experiment", request.experiment, "Its name; the only one when not given");
    command->add_option("--folder", request.folder, "The folder that it was submitted into");
  }
  tables->add_option("--store", request.store, "Also write what was merged into this file");
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
  list->add_option(
          "what", words.what,
          "kernels, layouts, allocators, factors, experiments, metrics, formats, figures or events (perf's)")
      ->required();
  list->add_option("pattern", words.pattern, "Only lines that have this text, in any case");
}

void add_describe(CLI::App& app, Words& words) {
  CLI::App* describe = app.add_subcommand("describe", "Explain a part in full, or a cell and how to run it");
  describe
      ->add_option(
          "what", words.described,
          "A kernel, layout, allocator, factor, experiment, metric, flag, format, figure, command or word of the glossary; or a cell, e.g. "
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

}  // namespace

void add_job_options(CLI::App* command, ClusterRequest& request) {
  command->add_option("--nodes", request.nodes, "How many shards, each on a node of its own")
      ->check(CLI::Range(1, most_shards))
      ->capture_default_str();
  command->add_option("--replicate", request.replicas, "How many nodes measure each comparison")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option(
      "--time", request.limit,
      "The limit of each task, e.g. 90m, 2h: it is asked to end ahead of it, and keeps all it has");
  command->add_option("--partition", request.partition, "Of the cluster");
  command->add_option("--constraint", request.constraint,
                      "Features that the nodes must have, as sbatch takes them");
  command
      ->add_option("--sbatch", request.site_options,
                   "An option of sbatch, e.g. --sbatch=--account=NAME; several times")
      ->allow_extra_args(false);
  command->add_option(
      "--folder", request.folder,
      "Shared by all nodes: copies of stores, logs and tables; a folder of the experiment's name beside the usual store when not given");
  command->add_flag("--dry-run", request.dry_run, "Print the script; submit nothing");
}

void add_commands(CLI::App& app, Requests& requests) {
  add_run(app, requests.run, requests.words);
  add_exec(app, requests.exec, requests.words);
  add_report(app, requests.report, requests.words);
  add_figure(app, requests.figure);
  add_runs(app, requests.runs);
  add_compare(app, requests.compare);
  add_merge(app, requests.merge);
  add_cluster(app, requests.cluster);
  add_query(app, requests.query, requests.words);
  add_explain(app, requests.explain);
  add_list(app, requests.words);
  add_describe(app, requests.words);
  add_doctor(app, requests.words);
  add_arms(app, requests.words);
  add_cliffs(app, requests.cliffs, requests.words);
  add_selftest(app, requests.selftest, requests.words);
  add_help(app, requests.words);
  add_output_options(app, requests.output);
  arrange_help(app);
}

}  // namespace allocscale
