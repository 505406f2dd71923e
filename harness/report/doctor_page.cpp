#include "harness/report/doctor_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "harness/base/clean_text.hpp"
#include "harness/base/plural.hpp"
#include "harness/report/characters.hpp"

namespace allocscale {
namespace {

bool is_finding(const Circumstance& circumstance) {
  return circumstance.disturbs || !circumstance.advice.empty();
}

bool disturbs(std::span<const Circumstance> circumstances, std::string_view name) {
  return std::any_of(circumstances.begin(), circumstances.end(),
                     [&](const Circumstance& each) { return each.disturbs && each.name == name; });
}

std::string next_text(std::span<const Circumstance> circumstances) {
  return disturbs(circumstances, "other programs")
             ? "end them, or: allocscale run quick --alloc mimalloc --wait-quiet 5m"
             : "allocscale run quick --alloc mimalloc";
}

}  // namespace

std::string doctor_findings(std::span<const Circumstance> circumstances) {
  std::vector<const Circumstance*> found;
  std::size_t widest = 0;
  for (const Circumstance& each : circumstances) {
    if (!is_finding(each)) continue;
    found.push_back(&each);
    widest = std::max(widest, display_width(each.name));
  }
  std::string text;
  if (found.empty())
    text = fmt::format("Nothing here moves results; {} looked at.\n",
                       circumstances.size() == 1 ? "1 circumstance was"
                                                 : plural(circumstances.size(), "circumstance") + " were");
  else
    text = fmt::format("{} on this machine, worst first; nothing was changed:\n",
                       plural(found.size(), "finding"));
  for (const Circumstance* each : found)
    text += fmt::format("  {}  {}; {}\n", pad_right(each->name, widest), clean_line(each->state),
                        clean_line(each->advice));
  return text + fmt::format("All that was looked at, and why it matters: allocscale doctor --all\nNext: {}\n",
                            next_text(circumstances));
}

std::string doctor_circumstances(std::span<const Circumstance> circumstances) {
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

}  // namespace allocscale
