#include "harness/cli/explained_run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/cli/newest_run.hpp"
#include "harness/cli/note.hpp"
#include "harness/cli/removed_suspects.hpp"

namespace allocscale {
namespace {

std::string of_kernel(const std::string& kernel) {
  return kernel.empty() ? "" : fmt::format(" of '{}'", kernel);
}

}  // namespace

std::string nothing_taken_away(const std::string& experiment, const std::string& kernel,
                               const std::vector<std::string>& kernels) {
  const std::string text = fmt::format("explain: no suspect was taken away{} in any run of {}",
                                       of_kernel(kernel), experiment.empty() ? "the store" : experiment);
  if (!kernel.empty() && !nearest_name(kernel, kernels).empty()) return text + name_hint(kernel, kernels);
  const std::string wanted = kernel.empty() ? "KERNEL" : kernel;
  return text + (kernel.empty() || kernels.empty() ? "" : name_hint(kernel, kernels)) +
         fmt::format(
             "; `allocscale run why --kernel {0}` takes each away and `allocscale explain {0} --experiment "
             "why` tells of it; any run does with a policy arm (--alloc glibc:retain) or the layouts "
             "immortal, ghost and replay beside boxed",
             wanted);
}

Dataset load_explained_run(const std::filesystem::path& path, const std::string& experiment,
                           const std::string& kernel) {
  Store store = Store::open_read_only(path);
  std::vector<std::string> kernels;  // of the runs looked at
  const auto tells = [&](RunId run) {
    const std::vector<std::string> of_run =
        kernels_with_removals(store.measured_cells(run), store.facts(run));
    kernels.insert(kernels.end(), of_run.begin(), of_run.end());
    return kernel.empty() ? !of_run.empty() : std::find(of_run.begin(), of_run.end(), kernel) != of_run.end();
  };
  const RunId newest = newest_run(store, path, experiment);
  if (tells(newest)) return store.load(newest);
  for (const RunSummary& run : store.runs()) {
    if (run.id == newest || (!experiment.empty() && run.experiment != experiment) || !tells(run.id)) continue;
    note("explaining run {} of {}, the newest in which a suspect was taken away{}; run {} is newer", run.id,
         run.experiment, of_kernel(kernel), newest);
    return store.load(run.id);
  }
  std::sort(kernels.begin(), kernels.end());
  kernels.erase(std::unique(kernels.begin(), kernels.end()), kernels.end());
  throw RequestError(nothing_taken_away(experiment, kernel, kernels));
}

}  // namespace allocscale
