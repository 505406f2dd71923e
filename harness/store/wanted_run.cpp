#include "harness/store/wanted_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"

namespace allocscale {
namespace {

std::string not_stored(Store& store, const std::string& path, const std::string& experiment) {
  std::vector<std::string> experiments;
  for (const RunSummary& run : store.runs())
    if (!contains(experiments, run.experiment)) experiments.push_back(run.experiment);
  if (experiments.empty()) return fmt::format("{} holds no run; 'allocscale run' makes one", path);
  return fmt::format("{} holds no run of '{}'{}", path, experiment, name_hint(experiment, experiments));
}

// "1 to 4, 7": ascending numbers, at most a line of them.
std::string numbers_text(const std::vector<RunId>& numbers) {
  constexpr std::size_t most = 60;
  std::string text;
  for (std::size_t from = 0; from < numbers.size();) {
    std::size_t last = from;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    if (text.size() > most) return text + ", …";
    text += text.empty() ? "" : ", ";
    text += last > from + 1 ? fmt::format("{} to {}", numbers[from], numbers[last])
            : last > from   ? fmt::format("{}, {}", numbers[from], numbers[last])
                            : fmt::format("{}", numbers[from]);
    from = last + 1;
  }
  return text;
}

[[noreturn]] void refuse_number(const std::filesystem::path& path, RunId wrong, std::vector<RunId> numbers) {
  if (numbers.empty())
    throw RequestError(fmt::format("{} holds no run {}, nor any other", path.string(), wrong));
  std::sort(numbers.begin(), numbers.end());
  throw RequestError(fmt::format("{} holds no run {}; its runs are {} (see `allocscale runs`)", path.string(),
                                 wrong, numbers_text(numbers)));
}

std::vector<RunId> numbers_of(const std::vector<RunSummary>& runs) {
  std::vector<RunId> numbers;
  for (const RunSummary& run : runs) numbers.push_back(run.id);
  return numbers;
}

}  // namespace

RunId find_run(Store& store, const std::filesystem::path& path, const WantedRun& wanted) {
  if (wanted.number) {
    const std::vector<RunSummary> runs = store.runs();
    for (const RunSummary& run : runs) {
      if (run.id != *wanted.number) continue;
      if (wanted.experiment.empty() || run.experiment == wanted.experiment) return run.id;
      throw RequestError(fmt::format("run {} of {} is of '{}', not of '{}'; give one of the two", run.id,
                                     path.string(), clean_line(run.experiment), wanted.experiment));
    }
    refuse_number(path, *wanted.number, numbers_of(runs));
  }
  const auto run = store.newest_run(wanted.experiment);
  if (!run) throw RequestError(not_stored(store, path.string(), wanted.experiment));
  return *run;
}

RunId find_run_before(Store& store, const std::filesystem::path& path, RunId run) {
  std::string experiment;
  for (const RunSummary& one : store.runs()) {  // newest first
    if (one.id == run) experiment = one.experiment;
    if (one.id < run && one.experiment == experiment) return one.id;
  }
  throw RequestError(fmt::format("{} holds no run of '{}' before run {}; name what it is compared with",
                                 path.string(), clean_line(experiment), run));
}

StoredRun load_wanted_run(const std::filesystem::path& path, const WantedRun& wanted) {
  Store store = Store::open_read_only(path);
  const RunId run = find_run(store, path, wanted);
  return {run, store.load(run)};
}

void require_stored(const std::filesystem::path& path, const std::vector<RunId>& numbers) {
  Store store = Store::open_read_only(path);
  const std::vector<RunId> there = numbers_of(store.runs());
  for (const RunId number : numbers)
    if (!contains(there, number)) refuse_number(path, number, there);
}

}  // namespace allocscale
