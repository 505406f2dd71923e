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

TrialHost watched_host(AskDemand ask) {
  TrialHost host = this_host(std::move(ask));
  host.show = [reporter = std::make_shared<ProgressReporter>(STDERR_FILENO)](const Progress& progress) {
    reporter->show(progress);
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

}  // namespace allocscale
