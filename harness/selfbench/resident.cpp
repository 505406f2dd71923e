// resident: how much memory has a runner touched before its kernel?
#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "harness/base/error.hpp"
#include "harness/base/quantity.hpp"
#include "harness/launch/captured_run.hpp"
#include "harness/protocol/message.hpp"
#include "harness/selfbench/part.hpp"

namespace allocscale::selfbench {
namespace {

constexpr int runs = 5;
constexpr std::int64_t target_bytes = 8 << 20;

std::int64_t resident_bytes(const Runner& runner) {
  const std::string said =
      captured_output({runner.path, "--kernel", "null", "--layout", "none", "--size", "1"}, 10);
  const protocol::Message first = protocol::parse_message(said.substr(0, said.find('\n')));
  const auto* const hello = std::get_if<protocol::Hello>(&first);
  if (hello == nullptr || !hello->proven || hello->resident_bytes == 0)
    throw SetupError(fmt::format("{} did not say hello with its resident memory", runner.path));
  return hello->resident_bytes;
}

PartReport measure(Instrument& instrument) {
  PartReport report;
  for (const Runner& runner : instrument.catalog().runners) {
    std::int64_t most = 0;
    for (int run = 0; run < runs; ++run) most = std::max(most, resident_bytes(runner));
    Figure figure = {fmt::format("{}: resident before the kernel", runner.allocator),
                     format_bytes(static_cast<double>(most)), "", std::nullopt};
    if (runner.allocator == "glibc") {
      figure.target = "≤ " + format_bytes(static_cast<double>(target_bytes));
      figure.met = most <= target_bytes;
    }
    report.figures.push_back(figure);
  }
  report.how = fmt::format(
      "VmRSS in the hello line of a worker that is set up and has proven its allocator; the most of {} runs. "
      "Pages of libraries, shared with every other process, count.",
      runs);
  return report;
}

}  // namespace

const Part parts::resident = {"resident", "How much memory does a runner take before its kernel?", measure};

}  // namespace allocscale::selfbench
