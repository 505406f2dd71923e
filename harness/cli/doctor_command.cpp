#include "harness/cli/doctor_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace allocscale {

std::string render(const std::vector<Circumstance>& circumstances) {
  std::string text;
  for (const Circumstance& each : circumstances) {
    text += fmt::format("{} {}: {}\n", each.disturbs ? '!' : ' ', each.name, each.state);
    text += fmt::format("    effect: {}\n", each.effect);
    text += fmt::format("    to do: {}\n", each.advice.empty() ? "nothing" : each.advice);
  }
  const auto disturbing = std::count_if(circumstances.begin(), circumstances.end(),
                                        [](const auto& each) { return each.disturbs; });
  return text + fmt::format("\n{} of {} circumstances disturb; nothing was changed.\n", disturbing,
                            circumstances.size());
}

void doctor() { fmt::print("{}", render(examine("/", try_counters()))); }

}  // namespace allocscale
