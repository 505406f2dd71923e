#include "harness/cli/explain_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <vector>

#include "harness/base/error.hpp"
#include "harness/cli/explained_run.hpp"
#include "harness/cli/places.hpp"
#include "harness/conduct/declared_work.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/report/attribution_json.hpp"
#include "harness/report/explanation.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {
namespace {

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
  const Dataset dataset = load_explained_run(request.store, request.experiment, request.kernel);
  const Catalog catalog = discover_runners(find_places().runners);
  std::vector<Attribution> attributions = attribute(dataset, declared_work_of(catalog));
  if (!request.kernel.empty())
    std::erase_if(attributions, [&](const Attribution& one) { return one.kernel != request.kernel; });
  if (attributions.empty())  // blocks that were replaced and not yet run again
    throw RequestError(nothing_taken_away(dataset.run.experiment, request.kernel, {}));
  const std::string text = request.format == "json" ? attribution_json(attributions) : screens(attributions);
  (void)std::fwrite(text.data(), 1, text.size(), stdout);  // main looks at the stream's state
  return 0;
}

}  // namespace allocscale
