#include "harness/conduct/quiet.hpp"

#include <fmt/format.h>

#include "harness/base/error.hpp"
#include "harness/base/quantity.hpp"

namespace allocscale {
namespace {

void go_on_without(const QuietRule& rule, const QuietHost& host, const std::string& why,
                   const std::string& advice) {
  if (rule.required) throw RequestError(fmt::format("--require-quiet: {}; nothing was run", why));
  host.say(why + advice);
}

}  // namespace

void await_quiet(const QuietRule& rule, const QuietHost& host) {
  const double start = host.steady_seconds();
  for (bool said = false;; said = true) {
    const std::optional<CpuUse> use = host.listen();
    if (host.interrupted()) throw Interrupted();
    if (!use) return go_on_without(rule, host, "this machine does not tell who uses its CPUs", "");
    const std::string text = listening_text(*use, host.cpus);
    if (is_quiet(*use)) {
      return host.say(fmt::format("the machine is quiet{}: {}", said ? " now" : "", text));
    }
    const double waited = host.steady_seconds() - start;
    if (waited >= rule.wait_seconds) {
      const std::string after =
          rule.wait_seconds > 0 ? fmt::format(" after {}", format_span(rule.wait_seconds)) : "";
      return go_on_without(
          rule, host, fmt::format("the machine is busy{}: {}", after, text),
          "; what waits for a CPU gets no verdict: end them, or wait for quiet with --wait-quiet 5m");
    }
    if (!said) host.say(fmt::format("waiting up to {} for quiet: {}", format_span(rule.wait_seconds), text));
  }
}

}  // namespace allocscale
