#include "harness/cli/real_world.hpp"

#include <unistd.h>

#include <chrono>
#include <optional>
#include <utility>

#include "harness/base/error.hpp"
#include "harness/cli/interrupt.hpp"
#include "harness/cli/note.hpp"
#include "harness/measure/machine_reader.hpp"

namespace allocscale {

RealWorld::RealWorld(AskDemand ask)
    : ask_(std::move(ask)),
      launcher_({.interrupted = &interrupt_flag(), .oom_kills = [this] { return pressure_.oom_kills(); }}),
      reporter_(STDERR_FILENO) {}

TrialResult RealWorld::run_trial(const TrialOrder& order) const {
  Pressure before;
  Pressure added;
  const TrialHooks hooks = {
      .released = [&] { before = pressure_.read(order.cpus); },
      .stopped = [&] { added = difference(before, pressure_.read(order.cpus)); },
  };
  std::optional<TrialResult> result = launcher_.run(order, hooks);
  if (!result) throw Interrupted();
  enter(added, result->readings);
  return *std::move(result);
}

World RealWorld::world() {
  World world;
  world.run_trial = [this](const TrialOrder& order) { return run_trial(order); };
  world.available_memory = [] { return available_memory(); };
  world.ask_demand = ask_;
  world.steady_seconds = [] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  };
  world.unix_ns = [] {
    return std::chrono::system_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
  };
  world.interrupted = [] { return interrupt_flag().load(); };
  world.advance = [this](const Advance& now) {
    reporter_.show({now.trials_done, now.trials_total, now.elapsed_seconds, now.predicted_seconds, now.now});
  };
  return world;
}

MeasureLock lock_store(const std::filesystem::path& store) {
  bool said = false;
  auto lock = MeasureLock::acquire(store, [&](std::optional<pid_t> holder) {
    if (!said && holder)
      note("process {} is measuring into {}; waiting for it to end, since two would disturb each other",
           *holder, store.string());
    said = said || holder.has_value();
    return !interrupt_flag();
  });
  if (!lock) throw Interrupted();
  return *std::move(lock);
}

}  // namespace allocscale
