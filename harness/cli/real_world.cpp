#include "harness/cli/real_world.hpp"

#include <unistd.h>

#include <chrono>
#include <utility>

#include "harness/base/error.hpp"
#include "harness/cli/interrupt.hpp"
#include "harness/cli/note.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/measure/pressure.hpp"

namespace allocscale {

RealWorld::RealWorld(AskDemand ask)
    : ask_(std::move(ask)), launcher_(interrupt_flag()), reporter_(STDERR_FILENO) {}

World RealWorld::world() {
  World world;
  world.run_trial = [this](const TrialOrder& order) { return launcher_.run(order); };
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
