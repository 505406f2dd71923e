#include "harness/cli/merge_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <system_error>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/text_file.hpp"
#include "harness/cli/machine_columns.hpp"
#include "harness/cli/note.hpp"
#include "harness/cli/print.hpp"
#include "harness/model/machine.hpp"
#include "harness/report/characters.hpp"
#include "harness/store/store.hpp"

namespace allocscale {
namespace {

void require_other_store(const std::filesystem::path& from, const std::filesystem::path& store) {
  (void)Store::open_read_only(from);
  std::error_code none;
  if (std::filesystem::equivalent(from, store, none))
    throw RequestError(
        fmt::format("merge: {} is the store itself; name another one with --store", from.string()));
}

std::string line_of(const MergedRun& run, const std::filesystem::path& from) {
  const std::string what =
      fmt::format("{}: run {} of {}", from.string(), run.from, clean_line(run.experiment));
  if (!run.was_there)
    return fmt::format("{} is run {} now, {}\n", what, run.into, plural(run.trials, "trial"));
  if (run.trials == 0) return fmt::format("{} was there, as run {}\n", what, run.into);
  return fmt::format("{} was there, as run {}: {} more\n", what, run.into, plural(run.trials, "trial"));
}

std::string closing(Store& store, const std::filesystem::path& path) {
  std::set<std::string> machines;
  const std::vector<RunSummary> runs = store.runs();
  for (const RunSummary& run : runs) machines.insert(machine_key(run.machine));
  std::string text = fmt::format("{} holds {} of {}\n", path.string(), plural(runs.size(), "run"),
                                 plural(machines.size(), "machine"));
  if (machines.size() > 1)
    text += fmt::format("side by side: allocscale report --machines --store {}\n", path.string());
  return text;
}

bool is_database(const std::filesystem::path& path) {
  std::array<char, 15> head{};
  std::ifstream file(path, std::ios::binary);
  file.read(head.data(), head.size());
  return std::string_view(head.data(), head.size()) == "SQLite format 3";
}

// A line for each experiment on each machine of the store.
std::string lines_of_store(const std::filesystem::path& path) {
  Store store = Store::open_read_only(path);
  std::vector<std::string> experiments;
  for (const RunSummary& run : store.runs())
    if (run.trials > 0 && !contains(experiments, run.experiment)) experiments.push_back(run.experiment);
  std::reverse(experiments.begin(), experiments.end());  // the newest last
  std::string lines;
  for (const std::string& experiment : experiments) {
    std::vector<std::string> notes;
    for (const MachineFindings& findings : findings_by_machine(store, experiment, notes))
      lines += findings_line(findings);
    for (const std::string& line : notes) note("{}: {}", path.string(), line);
  }
  return lines;
}

int merge_findings(const MergeRequest& request) {
  std::vector<std::string> lines;
  std::set<std::string> seen;
  const auto add = [&](const std::string& line) {
    if (seen.insert(line).second) lines.push_back(line);
  };
  if (std::filesystem::exists(request.findings))
    for (const MachineFindings& findings : read_findings(request.findings)) add(findings_line(findings));
  for (const std::filesystem::path& path : request.from) {
    if (std::filesystem::exists(path) && !is_database(path)) {
      for (const MachineFindings& findings : read_findings(path)) add(findings_line(findings));
      continue;
    }
    const std::string found = lines_of_store(path);
    for (const std::string_view line : lines_of(found)) add(std::string(line) + "\n");
  }
  std::string text;
  for (const std::string& line : lines) text += line;
  write_text(request.findings, text);
  print_page(
      fmt::format("{} holds findings of {}\nside by side: allocscale report --machines --findings {}\n",
                  request.findings.string(), plural(lines.size(), "run"), request.findings.string()));
  return 0;
}

}  // namespace

int merge(const MergeRequest& request) {
  if (!request.findings.empty()) return merge_findings(request);
  for (const std::filesystem::path& from : request.from) require_other_store(from, request.store);
  Store store = Store::open(request.store);
  for (const std::filesystem::path& path : request.from) {
    Store from = Store::open_read_only(path);
    for (const MergedRun& run : store.merge(from)) print_page(line_of(run, path));
  }
  print_page(closing(store, request.store));
  return 0;
}

}  // namespace allocscale
