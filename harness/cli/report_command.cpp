#include "harness/cli/report_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <utility>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/base/places.hpp"
#include "harness/cli/environments.hpp"
#include "harness/cli/machine_columns.hpp"
#include "harness/cli/note.hpp"
#include "harness/cli/print.hpp"
#include "harness/conduct/asked_demand.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/launch/gnuplot.hpp"
#include "harness/report/machines_page.hpp"
#include "harness/report/tables.hpp"
#include "harness/report/terminal.hpp"
#include "harness/store/wanted_run.hpp"

namespace allocscale {

namespace {

// The user chose the folder, so a folder that cannot be written makes the request wrong.
std::vector<std::filesystem::path> write_into(const std::filesystem::path& folder, const Report& report,
                                              const std::string& name, const ReportRequest& request) {
  try {
    return write_tables(report, name, folder, request.formats, request.wide);
  } catch (const SetupError& failure) {
    throw RequestError(fmt::format("--output: {}; name a folder that can be written", failure.what()));
  }
}

void print_report(const Report& report, const ReportRequest& request) {
  if (request.summary) return print_answer(report);
  for (const std::string& format : request.formats) print_tables(report, format, request.wide);
}

// Those of one experiment: of the last line where none is named.
std::vector<MachineFindings> findings_of_file(const std::filesystem::path& path, std::string experiment) {
  std::vector<MachineFindings> findings = read_findings(path);
  if (experiment.empty() && !findings.empty()) experiment = findings.back().experiment;
  std::erase_if(findings, [&](const MachineFindings& one) { return one.experiment != experiment; });
  if (findings.empty())
    throw RequestError(fmt::format("{} holds no findings{}", path.string(),
                                   experiment.empty() ? "" : " of " + clean_line(experiment)));
  return findings;
}

// The findings of the experiment that was asked for, or of that of the newest run.
std::vector<MachineFindings> wanted_findings(const ReportRequest& request) {
  if (!request.findings.empty()) return findings_of_file(request.findings, request.experiment);
  Store store = Store::open_read_only(request.store);
  const RunId newest = find_run(store, request.store, {request.experiment, {}});
  std::string experiment;
  for (const RunSummary& run : store.runs())
    if (run.id == newest) experiment = run.experiment;
  std::vector<std::string> notes;
  std::vector<MachineFindings> findings = findings_by_machine(store, experiment, notes);
  for (const std::string& line : notes) note("{}", line);
  if (findings.empty())
    throw RequestError(
        fmt::format("{}: no run of {} has a trial yet", request.store.string(), clean_line(experiment)));
  return findings;
}

}  // namespace

int report(const ReportRequest& request) {
  if (!request.findings.empty() && !request.machines)
    throw RequestError(
        "report --findings: only with --machines; what travels is no more than that page shows");
  if (request.machines) {
    if (request.run || request.folder || request.summary)
      throw RequestError(
          "report --machines: it shows the newest run on each machine, as text; without --run, "
          "--summary and --output");
    print_as_is(machines_text(wanted_findings(request), detect_terminal(STDOUT_FILENO)));
    return 0;
  }
  StoredRun stored = load_wanted_run(request.store, {request.experiment, request.run});
  const Catalog catalog = discover_runners(find_places().runners);
  Report report = make_report(std::move(stored.dataset), environments(catalog));
  report.ask_work = declared_work_of(catalog);
  report.draw = drawn_by_gnuplot;
  if (!request.folder) {
    print_report(report, request);
    return 0;
  }
  const std::string name = table_name(request.store, report.findings.run.experiment, stored.id);
  for (const auto& file : write_into(*request.folder, report, name, request))
    print_page(fmt::format("{}\n", file.string()));
  return 0;
}

}  // namespace allocscale
