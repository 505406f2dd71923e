#include "harness/cli/compare_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <system_error>

#include "harness/analysis/change_limit.hpp"
#include "harness/analysis/run_contrast.hpp"
#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/base/text_file.hpp"
#include "harness/cli/picture_file.hpp"
#include "harness/cli/print.hpp"
#include "harness/report/comparison_figure.hpp"
#include "harness/report/comparison_page.hpp"
#include "harness/report/terminal.hpp"
#include "harness/store/run_reference.hpp"

namespace allocscale {
namespace {

std::vector<ChangeLimit> limits_of(const CompareRequest& request) {
  std::vector<ChangeLimit> limits;
  for (const std::string& text : request.limits) {
    const auto limit = parse_change_limit(text);
    if (!limit)
      throw RequestError(
          fmt::format("--fail-if: '{}' is no limit; e.g. \"loss > 5%\" or \"cost > 3%\"", clean_line(text)));
    limits.push_back(*limit);
  }
  return limits;
}

void require_allocator(const Dataset& dataset, const std::string& allocator) {
  if (allocator.empty()) return;
  std::vector<std::string> names;
  for (const AllocatorBuild& build : dataset.run.builds) {
    if (build.name == allocator) return;
    names.push_back(build.name);
  }
  throw RequestError(fmt::format("run {} has no allocator '{}'{}", dataset.label.number,
                                 clean_line(allocator), name_hint(allocator, names)));
}

bool same_file(const std::filesystem::path& one, const std::filesystem::path& other) {
  std::error_code none;
  return std::filesystem::equivalent(one, other, none);
}

struct Sides {
  RunReference a;
  RunReference b;
};

Sides sides_of(const CompareRequest& request) {
  if (!request.a.empty() && request.b.empty())
    throw RequestError("compare: say B too; without both, the newest run is compared with the one before");
  if (!request.a.empty())
    return {parse_run_reference(request.a, request.store), parse_run_reference(request.b, request.store)};
  Store store = Store::open_read_only(request.store);
  const RunId newest = find_run(store, request.store, {});
  return {{request.store, {"", find_run_before(store, request.store, newest)}},
          {request.store, {"", newest}}};
}

int gate_status(GateEnd end) {
  switch (end) {
    case GateEnd::held:
      return 0;
    case GateEnd::trials_failed:
      return 1;
    case GateEnd::exceeded:
      return 3;
    case GateEnd::open:
      break;
  }
  return 4;
}

}  // namespace

int compare(const CompareRequest& request) {
  const std::vector<ChangeLimit> limits = limits_of(request);
  if (request.figure) (void)picture_of_file("--figure", *request.figure);
  if (request.keep_data && !request.figure)
    throw RequestError("--keep-data: it is of the picture; give --figure FILE.svg too");
  const auto [a, b] = sides_of(request);
  const auto [run_a, dataset_a] = load_wanted_run(a.store, a.wanted);
  const auto [run_b, dataset_b] = load_wanted_run(b.store, b.wanted);
  require_allocator(dataset_a, a.allocator);
  require_allocator(dataset_b, b.allocator);
  const bool one_store = same_file(a.store, b.store);
  const bool one_run = one_store && run_a == run_b;
  if (one_run && (a.allocator == b.allocator || a.allocator.empty() || b.allocator.empty()))
    throw RequestError(fmt::format(
        "compare: both are run {0}; give two runs (see `allocscale runs`), or two allocators of one: {0}@glibc {0}@mimalloc",
        run_a));
  const RunChanges changes = compare_runs({dataset_a, a.allocator}, {dataset_b, b.allocator}, one_run);
  if (changes.changes.empty())
    throw RequestError(
        "compare: the two have no row in common: kernel, size, layout, allocator, workers and every other factor "
        "must be the same");
  const std::vector<Held> held = hold_against(changes, limits);
  const ComparisonWords words{{dataset_a, one_store ? "" : a.store.string(), a.allocator},
                              {dataset_b, one_store ? "" : b.store.string(), b.allocator},
                              changes,
                              limits,
                              held};
  if (request.figure)
    write_picture({"--figure", *request.figure, request.keep_data}, comparison_plot(words),
                  comparison_source(words));
  if (request.junit) write_text(*request.junit, comparison_junit(words));
  print_as_is(comparison_page(words, detect_terminal(STDOUT_FILENO)));
  return gate_status(gate_end(changes, limits, held));
}

}  // namespace allocscale
