#include "harness/cli/report_command.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "harness/base/error.hpp"
#include "harness/cli/tables.hpp"
#include "harness/store/store.hpp"

namespace allocscale {

int report(const ReportRequest& request) {
  Store store = Store::open_read_only(request.store);
  const auto run = store.newest_run(request.experiment);
  if (!run)
    throw RequestError(fmt::format("{} holds no run{}; 'allocscale run' makes one", request.store.string(),
                                   request.experiment.empty() ? "" : " of " + request.experiment));
  const Dataset dataset = store.load(*run);
  if (!request.folder) {
    for (const std::string& format : request.formats) print_tables(dataset, format);
    return 0;
  }
  for (const auto& file : write_tables(dataset, *run, *request.folder, request.formats))
    fmt::print("{}\n", file.string());
  return 0;
}

}  // namespace allocscale
