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
namespace {

std::string in_words(const LockHolder& holder) {
  return fmt::format("process {}{}", holder.pid, holder.command.empty() ? "" : " (" + holder.command + ")");
}

}  // namespace

TrialHost watched_host(AskDemand ask, bool share) {
  TrialHost host = this_host(std::move(ask));
  host.show = [reporter = std::make_shared<ProgressReporter>(STDERR_FILENO)](const Progress& progress) {
    reporter->show(progress);
  };
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
  const std::filesystem::path file = machine_lock_file();
  if (share)
    return MachineLock::share(file, [](const LockHolder& holder) {
      note("{} measures on this machine too: trials are flagged", in_words(holder));
    });
  constexpr int unknown_for_long = 20;  // tries, of 50 ms each
  int tries = 0;
  bool said = false;
  auto lock = MachineLock::acquire(file, [&](const std::optional<LockHolder>& holder) {
    if (!said && (holder || ++tries == unknown_for_long)) {
      note(
          "{} is measuring on this machine; waiting for it to end, since two would measure each other "
          "(--share-machine does not wait)",
          holder ? in_words(*holder) : "a process that holds " + file.string());
      said = true;
    }
    return !interrupt_flag();
  });
  if (!lock) throw Interrupted();
  return *std::move(lock);
}

}  // namespace allocscale
