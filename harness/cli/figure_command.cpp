#include "harness/cli/figure_command.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "harness/attribution/attribution.hpp"
#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/base/places.hpp"
#include "harness/cli/environments.hpp"
#include "harness/cli/picture_file.hpp"
#include "harness/cli/print.hpp"
#include "harness/conduct/asked_demand.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/report/figure.hpp"
#include "harness/store/wanted_run.hpp"

namespace allocscale {
namespace {

void require_name(const char* option, const std::string& name, const std::vector<std::string>& names) {
  if (!name.empty() && !contains(names, name))
    throw RequestError(
        fmt::format("{}: the run has no '{}'{}", option, clean_line(name), name_hint(name, names)));
}

void require_names(const FigureRequest& request, const Findings& findings) {
  std::vector<std::string> kernels, layouts;
  for (const KernelTable& table : findings.tables) {
    if (!contains(kernels, table.kernel)) kernels.push_back(table.kernel);
    for (const std::string& layout : layouts_of(table))
      if (!contains(layouts, layout)) layouts.push_back(layout);
  }
  require_name("--kernel", request.kernel, kernels);
  require_name("--layout", request.layout, layouts);
}

}  // namespace

int figure(const FigureRequest& request) {
  const Figure& wanted = find_figure(request.name);
  const std::filesystem::path file =
      request.output.empty() ? std::string(wanted.name) + ".svg" : request.output;
  (void)picture_of_file("--output", file);  // before a large store is read
  StoredRun stored = load_wanted_run(request.store, {request.experiment, request.run});
  const Catalog catalog = discover_runners(find_places().runners);
  const Report report = make_report(std::move(stored.dataset), environments(catalog));
  require_names(request, report.findings);
  const std::vector<Attribution> attributions = attribute(report.dataset, declared_work_of(catalog));
  const std::vector<CellTimes> times = cell_times(report);
  const Plot plot = plot_of(wanted, {report, attributions, times, request.kernel, request.layout});
  if (plot.panels.empty())
    throw RequestError(
        fmt::format("figure {}: nothing to show of run {}: {}", wanted.name, stored.id, plot.nothing));
  for (const auto& written : write_picture({"--output", file, request.keep_data}, plot, source_of(report)))
    print_page(written.string() + "\n");
  return 0;
}

}  // namespace allocscale
