#include "harness/cli/runs_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <system_error>

#include "harness/base/clean_text.hpp"
#include "harness/base/clock.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/date_text.hpp"
#include "harness/base/error.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/cli/note.hpp"
#include "harness/cli/print.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/report/run_list.hpp"
#include "harness/report/terminal.hpp"
#include "harness/store/measure_lock.hpp"
#include "harness/store/wanted_run.hpp"

namespace allocscale {
namespace {

constexpr std::size_t longest_note = 500;

RunsNow runs_now(const std::vector<RunSummary>& runs, const RunsRequest& request, const Places& places) {
  RunsNow now;
  now.measuring = MeasureLock::is_held(request.store);
  const bool any_cut = std::any_of(runs.begin(), runs.end(), [](const RunSummary& run) {
    return run.trials > 0 && run.blocks_done < run.blocks_wanted;
  });
  if (any_cut) now.binaries = runner_hashes(places.runners);
  return now;
}

// "run 3 of quick, 2026-11-26 20:58, 120 trials".
std::string run_text(const RunSummary& run) {
  return fmt::format("run {} of {}, {}, {}", run.id, clean_line(run.experiment),
                     local_time_text(run.started_at_unix_ns), plural(run.trials, "trial"));
}

std::string runs_text(const std::vector<RunSummary>& runs) {
  std::string text;
  for (const RunSummary& run : runs) text += (text.empty() ? "" : "; ") + run_text(run);
  return text;
}

// The runs of these numbers, each once.
std::vector<RunSummary> runs_of(Store& store, const std::vector<std::int64_t>& numbers) {
  std::vector<RunSummary> runs = store.runs();
  std::erase_if(runs, [&](const RunSummary& run) { return !contains(numbers, run.id); });
  std::reverse(runs.begin(), runs.end());
  return runs;
}

// Asks on the terminal. Throws RequestError where there is none.
bool agrees(const std::vector<RunSummary>& runs) {
  if (::isatty(STDIN_FILENO) == 0 || ::isatty(STDERR_FILENO) == 0)
    throw RequestError(fmt::format("runs delete: this deletes {}; give --yes too", runs_text(runs)));
  fmt::print(stderr, "allocscale: delete {}? [y/N] ", clean_line(runs_text(runs)));
  std::fflush(stderr);
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

std::uintmax_t size_of(const std::filesystem::path& path) {
  std::error_code none;
  const std::uintmax_t size = std::filesystem::file_size(path, none);
  return none ? 0 : size;
}

// What became of the space: given back, or why not.
std::string space_text(Store& store, const std::filesystem::path& path, std::uintmax_t before) {
  try {
    store.give_back_space();
  } catch (const SetupError& failure) {
    return fmt::format("the space stays in the file for later runs ({})", failure.what());
  }
  const std::uintmax_t after = size_of(path);
  return fmt::format("{} of disk are free again",
                     format_bytes(before > after ? static_cast<double>(before - after) : 0));
}

}  // namespace

int list_runs(const RunsRequest& request, const Places& places) {
  if (request.format != "text" && request.format != "csv" && request.format != "json")
    throw RequestError(fmt::format("--format: '{}' is none of text, csv, json", clean_line(request.format)));
  Store store = Store::open_read_only(request.store);
  std::vector<RunSummary> runs = store.runs();
  std::reverse(runs.begin(), runs.end());
  const RunsNow now = runs_now(runs, request, places);
  if (request.format == "csv")
    print_as_is(run_list_csv(runs, now));
  else if (request.format == "json")
    print_as_is(run_list_json(runs, now));
  else
    print_as_is(run_list_text(runs, now, detect_terminal(STDOUT_FILENO)));
  return 0;
}

int check_runs(const RunsRequest& request) {
  Store store = Store::open_read_only(request.store);
  std::string page;
  const std::vector<std::string> faults = store.find_faults();
  for (const std::string& fault : faults) page += fault + "\n";
  if (!faults.empty()) {
    print_page(page + fmt::format("{} is damaged; restore a copy of it, or name another file with --store\n",
                                  request.store.string()));
    return 1;
  }
  std::size_t trials = 0;
  const std::vector<RunSummary> all = store.runs();
  for (const RunSummary& run : all) trials += run.trials;
  print_page(fmt::format("{} is whole: {}, {}\n", request.store.string(), plural(all.size(), "run"),
                         plural(trials, "trial")));
  return 0;
}

int note_run(const RunsRequest& request) {
  const std::string text = clean_line(request.note);
  if (text.size() > longest_note)
    throw RequestError(
        fmt::format("runs note: a note has at most {} bytes, this one has {}", longest_note, text.size()));
  require_stored(request.store, {request.noted});
  Store store = Store::open(request.store);
  store.set_note(request.noted, text);
  print_page(text.empty() ? fmt::format("run {} has no note\n", request.noted)
                          : fmt::format("run {}: {}\n", request.noted, text));
  return 0;
}

int delete_runs(const RunsRequest& request) {
  require_stored(request.store, request.deleted);
  const auto lock = MeasureLock::try_acquire(request.store);
  if (!lock) {
    const auto holder = MeasureLock::holder(request.store);
    throw RequestError(fmt::format("runs delete: {} measures into {}; delete when it has ended",
                                   holder ? fmt::format("process {}", *holder) : "another process",
                                   request.store.string()));
  }
  Store store = Store::open(request.store);
  const std::vector<RunSummary> runs = runs_of(store, request.deleted);
  if (!request.yes && !agrees(runs)) {
    complain("nothing was deleted");
    return 0;
  }
  const std::uintmax_t before = size_of(request.store);
  const std::size_t trials = store.delete_runs(request.deleted, unix_now_ns());
  print_page(fmt::format("deleted {} ({} in all); {}\n", runs_text(runs), plural(trials, "trial"),
                         space_text(store, request.store, before)));
  return 0;
}

}  // namespace allocscale
