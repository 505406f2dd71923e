#include "harness/cli/explain_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <vector>

#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/cli/declared_work.hpp"
#include "harness/cli/newest_run.hpp"
#include "harness/cli/places.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/report/attribution_json.hpp"
#include "harness/report/explanation.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {
namespace {

void keep_kernel(std::vector<Attribution>& attributions, const std::string& kernel) {
  std::vector<std::string> kernels;
  for (const Attribution& attribution : attributions)
    if (std::find(kernels.begin(), kernels.end(), attribution.kernel) == kernels.end())
      kernels.push_back(attribution.kernel);
  if (std::find(kernels.begin(), kernels.end(), kernel) == kernels.end())
    throw RequestError(fmt::format("explain: no suspect was taken away of '{}' in this run{}", kernel,
                                   name_hint(kernel, kernels)));
  std::erase_if(attributions, [&](const Attribution& attribution) { return attribution.kernel != kernel; });
}

std::string screens(const std::vector<Attribution>& attributions) {
  const TerminalStyle style = detect_terminal(STDOUT_FILENO);
  const RenderOptions options = {.columns = style.columns, .colour = style.colour, .unicode = style.unicode};
  std::string text;
  for (const Attribution& attribution : attributions)
    text += (text.empty() ? "" : "\n") + explanation(attribution, options);
  return text;
}

}  // namespace

int explain(const ExplainRequest& request) {
  if (request.format != "text" && request.format != "json")
    throw RequestError(fmt::format("--format: '{}' is none of text, json", request.format));
  const Dataset dataset = load_newest_run(request.store, request.experiment).dataset;
  const Catalog catalog = discover_runners(find_places().runners);
  std::vector<Attribution> attributions = attribute(dataset, hearsay_of(catalog));
  if (attributions.empty())
    throw RequestError(
        fmt::format("explain: no suspect was taken away in this run of {}; run it with a policy arm (--alloc "
                    "glibc:retain) or "
                    "with the layouts immortal, ghost and replay beside boxed",
                    dataset.experiment));
  if (!request.kernel.empty()) keep_kernel(attributions, request.kernel);
  const std::string text = request.format == "json" ? attribution_json(attributions) : screens(attributions);
  (void)std::fwrite(text.data(), 1, text.size(), stdout);  // main looks at the stream's state
  return 0;
}

}  // namespace allocscale
