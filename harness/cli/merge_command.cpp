#include "harness/cli/merge_command.hpp"

#include <fmt/format.h>

#include <set>
#include <system_error>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/base/plural.hpp"
#include "harness/cli/print.hpp"
#include "harness/model/machine.hpp"
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

}  // namespace

int merge(const MergeRequest& request) {
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
