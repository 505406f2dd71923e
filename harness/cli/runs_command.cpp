#include "harness/cli/runs_command.hpp"

#include <fmt/format.h>

#include "harness/base/error.hpp"
#include "harness/base/plural.hpp"
#include "harness/cli/print.hpp"
#include "harness/store/store.hpp"

namespace allocscale {

int runs(const RunsRequest& request) {
  if (request.what != "check") throw RequestError(fmt::format("runs: '{}' is not 'check'", request.what));
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

}  // namespace allocscale
