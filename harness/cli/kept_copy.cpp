#include "harness/cli/kept_copy.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/base/plural.hpp"
#include "harness/cli/note.hpp"

namespace allocscale {

KeptCopy::KeptCopy(const std::filesystem::path& copy, std::filesystem::path store, const std::string& node)
    : store_(std::move(store)) {
  if (copy.empty()) return;
  std::error_code none;
  if (std::filesystem::weakly_canonical(copy, none) == std::filesystem::weakly_canonical(store_, none))
    throw RequestError(fmt::format("--store-copy: {} is the store itself; name another file", copy.string()));
  if (std::filesystem::is_directory(copy, none))
    throw RequestError(fmt::format("--store-copy: {} is a folder; name a file in it", copy.string()));
  copy_.emplace(copy, node);
  bool restored = false;
  try {
    restored = copy_->restore(store_);
  } catch (const RequestError& wrong) {
    throw RequestError(fmt::format("--store-copy: {}", wrong.what()));
  }
  if (restored) note("there was no store {}: it begins from its copy {}", store_.string(), copy.string());
}

void KeptCopy::take_in(Store& store) {
  if (copy_) tell(copy_->take_in(store));
}

void KeptCopy::tell(const std::vector<MergedRun>& merged) const {
  for (const MergedRun& run : merged)
    if (run.trials > 0)
      note("{} of {} were brought from {}", plural(run.trials, "trial"), clean_line(run.experiment),
           copy_->path().string());
}

void KeptCopy::write(Store& store) {
  if (!copy_) return;
  failure_.clear();
  try {
    tell(copy_->update(store, store_));
  } catch (const RequestError& failure) {  // what lies there now is no store
    failure_ = failure.what();
  } catch (const SetupError& failure) {
    failure_ = failure.what();
  }
  if (!failure_.empty() && !std::exchange(told_, true))
    complain("{}; the run goes on, every trial is in {}", failure_, store_.string());
}

bool KeptCopy::is_current() const {
  if (failure_.empty()) return true;
  complain("the copy is not up to date: {}; every trial is in {}", failure_, store_.string());
  return false;
}

}  // namespace allocscale
