// What does it take to load a run, analyse it, explain it and tabulate it? `selfbench-reader STORE` says,
// step by step: its name, its nanoseconds, and the peak of this process's memory in bytes by then.
#include <fmt/format.h>

#include <cstdlib>
#include <exception>
#include <optional>
#include <utility>

#include "harness/analysis/findings.hpp"
#include "harness/attribution/attribution.hpp"
#include "harness/base/clock.hpp"
#include "harness/base/error.hpp"
#include "harness/report/explanation.hpp"
#include "harness/report/format.hpp"
#include "harness/runner/meter/worker_memory.hpp"
#include "harness/store/store.hpp"

namespace {

using namespace allocscale;

template <class Work>
auto timed(const char* step, Work work) {
  const std::int64_t begin_ns = monotonic_ns();
  auto made = work();
  const std::int64_t took_ns = monotonic_ns() - begin_ns;
  const auto peak = read_worker_memory()[WorkerMetric::peak_bytes];
  fmt::print("{} {} {}\n", step, took_ns, peak.value_or(0));
  return made;
}

Dataset load(const char* path) {
  Store store = Store::open_read_only(path);
  const auto run = store.newest_run();
  if (!run) throw SetupError(fmt::format("{} holds no run", path));
  return store.load(*run);
}

std::string explained(const Dataset& dataset) {
  std::string screens;
  for (const Attribution& attribution : attribute(dataset)) screens += explanation(attribution, {});
  return screens;
}

void read(const char* path) {
  const Dataset dataset = timed("load", [&] { return load(path); });
  const std::string screens = timed("explain", [&] { return explained(dataset); });
  const Findings findings = timed("analyse", [&] { return analyse(dataset); });
  std::size_t bytes = 0;
  for (const char* name : {"text", "md", "csv"})
    bytes += timed(name, [&] { return find_format(name).render(report_of(findings), {}); }).size();
  if (screens.empty() || bytes == 0) throw SetupError("nothing was explained, or nothing tabulated");
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 2) throw RequestError("usage: selfbench-reader STORE");
    read(argv[1]);
    return 0;
  } catch (const std::exception& failure) {
    fmt::print(stderr, "selfbench-reader: {}\n", failure.what());
    return 1;
  }
}
