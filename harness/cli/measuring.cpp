#include "harness/cli/measuring.hpp"

#include <unistd.h>

#include <memory>
#include <optional>
#include <utility>

#include "harness/base/error.hpp"
#include "harness/base/interrupt.hpp"
#include "harness/cli/note.hpp"
#include "harness/report/progress.hpp"

namespace allocscale {

std::function<void(const Progress&)> shown_progress() {
  if (loudness() == Loudness::quiet) return [](const Progress&) {};
  return [reporter = std::make_shared<ProgressReporter>(STDERR_FILENO)](const Progress& progress) {
    reporter->show(progress);
  };
}

TrialHost watched_host(AskDemand ask, bool share) {
  TrialHost host = this_host(std::move(ask));
  host.show = shown_progress();
  host.shows_width = loudness() != Loudness::quiet;
  if (share)
    host.run_trial = [run_trial = std::move(host.run_trial)](const TrialOrder& order) {
      TrialResult result = run_trial(order);
      result.shared_machine = true;
      return result;
    };
  return host;
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

MachineLock lock_machine(bool share) {
  if (share)
    return MachineLock::share(machine_lock_file(), [](const LockHolder& holder) {
      note("{} measures on this machine too: trials are flagged", holder_text(holder));
    });
  return wait_for_machine("--share-machine does not wait", [](const std::string& line) { note("{}", line); });
}

std::function<void()> locking_proofs(std::optional<MachineLock>& lock, bool waits) {
  if (!waits) return nullptr;
  return [&lock] {
    watch_for_interrupt();
    lock = lock_machine(false);
  };
}

}  // namespace allocscale
