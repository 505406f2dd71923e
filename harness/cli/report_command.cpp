#include "harness/cli/report_command.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "harness/cli/newest_run.hpp"
#include "harness/cli/tables.hpp"

namespace allocscale {

int report(const ReportRequest& request) {
  const auto [run, dataset] = load_newest_run(request.store, request.experiment);
  if (!request.folder) {
    for (const std::string& format : request.formats) print_tables(dataset, format);
    return 0;
  }
  for (const auto& file : write_tables(dataset, run, *request.folder, request.formats))
    fmt::print("{}\n", file.string());
  return 0;
}

}  // namespace allocscale
