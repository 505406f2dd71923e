#include "harness/launch/knob_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "harness/base/nearest_name.hpp"
#include "harness/base/quantity.hpp"

namespace allocscale {
namespace {

std::string count_text(std::int64_t number) { return format_count(static_cast<double>(number)); }

std::string size_of(const KnobTrial& trial) {
  const std::string all = format_bytes(static_cast<double>(trial.bytes));
  if (trial.block_bytes == trial.bytes) return all;
  return all + " in blocks of " + format_bytes(static_cast<double>(trial.block_bytes));
}

std::string render_timed(const KnobTrial& trial) {
  return fmt::format(
      "    with '{}': {}; acts with time: at {} in blocks of {}, the rounds after the first take {} faults when "
      "they are {} ms apart, {} at once; {} apart without it\n",
      trial.value, trial.in_force == true ? "read" : "obeyed",
      format_bytes(static_cast<double>(trial.timed->rounds.bytes)),
      format_bytes(static_cast<double>(trial.timed->rounds.block_bytes)), count_text(trial.timed->with.warm),
      trial.timed->rounds.pause_ms, count_text(trial.timed->with_at_once.warm),
      count_text(trial.timed->without.warm));
}

std::string_view verdict_of(const KnobTrial& trial) {
  if (trial.acts()) return "obeyed";
  if (trial.in_force == true) return "read, as the allocator says; no effect seen";
  if (trial.in_force == false) return "not read: the allocator says that it does not have this value";
  return "no effect seen";
}

std::string render(const KnobTrial& trial) {
  if (!trial.failure.empty())
    return fmt::format("    with '{}': does not run: {}\n", trial.value, trial.failure);
  if (trial.acts_with_time()) return render_timed(trial);
  // The first round where only that one moved: huge pages.
  const bool warm = trial.with.last != trial.without.last || !trial.acts();
  return fmt::format("    with '{}': {}: at {}, {} round of {} pages takes {} faults, {} without\n",
                     trial.value, verdict_of(trial), size_of(trial), warm ? "a warm" : "the first",
                     count_text(trial.with.pages), count_text(warm ? trial.with.last : trial.with.first),
                     count_text(warm ? trial.without.last : trial.without.first));
}

// The caller's value at each size; only that which shows an effect with time where one does.
std::string render_callers(const std::vector<KnobTrial>& callers) {
  if (!callers.empty() && callers.back().acts_with_time()) return render(callers.back());
  std::string text;
  for (const KnobTrial& trial : callers) text += render(trial);
  return text;
}

bool any_obeyed(const std::vector<KnobTrial>& trials) {
  return std::any_of(trials.begin(), trials.end(), is_obeyed);
}

std::string advice(const KnobFinding& finding, const std::vector<std::string>& known_names) {
  if (!finding.set) return "nothing";
  if (!finding.known) {
    const std::string near = nearest_name(finding.name, known_names);
    return near.empty() ? "unset it if it is meant for this allocator" : "did you mean '" + near + "'?";
  }
  if (!finding.why_not.empty() || any_obeyed(finding.callers))
    return "unset it, or expect other programs here to differ "
           "from allocscale's workers, which do not inherit it";
  const auto works = std::find_if(finding.declared.begin(), finding.declared.end(),
                                  [](const KnobTrial& trial) { return trial.acts(); });
  if (works == finding.declared.end()) return "unset it: this version is not seen to obey it";
  return fmt::format("unset it, or mind how it is written: {}={} acts", finding.name, works->value);
}

}  // namespace

std::string render(const KnobFinding& finding, const std::vector<std::string>& known_names) {
  std::string text = fmt::format("{} {}: {}\n", finding.set ? '!' : ' ', finding.name,
                                 finding.set ? fmt::format("set to '{}'", *finding.set) : "not set");
  if (!finding.known) text += "    not known: no variable of this allocator has that name\n";
  if (!finding.why_not.empty()) text += fmt::format("    not tried: {}\n", finding.why_not);
  text += render_callers(finding.callers);
  for (const KnobTrial& trial : finding.declared)
    if (trial.value != finding.set) text += render(trial);
  return text + fmt::format("    to do: {}\n", advice(finding, known_names));
}

std::string doubt(const KnobFinding& finding, const Runner& runner) {
  const std::string allocator = fmt::format("{} {}", runner.allocator, runner.version);
  const std::string setting = fmt::format("{}={}", finding.name, finding.set.value_or(""));
  if (!finding.known) {
    std::vector<std::string> names;
    for (const KnobOffer& knob : runner.knobs) names.push_back(knob.name);
    return fmt::format("{} is not known to obey '{}'{}", allocator, finding.name,
                       name_hint(finding.name, names));
  }
  if (!finding.why_not.empty())
    return fmt::format("whether {} obeys {} was not tried: {}", allocator, setting, finding.why_not);
  const KnobTrial& trial = finding.callers.back();
  if (!trial.failure.empty())
    return fmt::format("{} does not run with {}: {}", allocator, setting, trial.failure);
  if (is_obeyed(trial)) return {};
  if (trial.in_force == false)
    return fmt::format("{} does not obey {}: it says that it has another value", allocator, setting);
  return fmt::format("{} does not seem to obey {}: it takes {} page faults with it and {} without", allocator,
                     setting, count_text(trial.with.last), count_text(trial.without.last));
}

}  // namespace allocscale
