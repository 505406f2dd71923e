#include "harness/launch/knob_probe.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "harness/base/error.hpp"
#include "harness/launch/worker_environment.hpp"

namespace allocscale {
namespace {

using Variable = std::pair<std::string, std::string>;

Variable split(const std::string& word) {
  const std::size_t equals = word.find('=');
  return {word.substr(0, equals), equals == std::string::npos ? "" : word.substr(equals + 1)};
}

// Several huge pages long, and short of what allocators map block by block.
constexpr std::uint64_t huge_page_proof_bytes = std::uint64_t{8} << 20;

void add_offer(std::vector<KnobOffer>& all, const std::string& word, std::uint64_t bytes,
               std::uint64_t block_bytes) {
  const auto [name, value] = split(word);
  const auto same = [&name = name, &value = value](const KnobOffer& knob) {
    return knob.name == name && knob.value == value;
  };
  if (std::none_of(all.begin(), all.end(), same)) all.push_back({name, value, "", bytes, block_bytes});
}

// The declared ones, then those of the arms and for huge pages that are not among them with that value.
std::vector<KnobOffer> all_knobs(const Runner& runner) {
  std::vector<KnobOffer> all = runner.knobs;
  for (const ArmOffer& arm : runner.arms)
    for (const std::string& word : arm.environment)
      add_offer(all, word, arm.proof_bytes, arm.proof_block_bytes);
  if (!runner.huge_page_knob.empty())
    add_offer(all, runner.huge_page_knob, huge_page_proof_bytes, huge_page_proof_bytes);
  return all;
}

std::string family_of(const std::string& name) { return name.substr(0, name.find('_') + 1); }

// Tries values; the count without any is made once for each size.
class Prober {
 public:
  Prober(const Runner& runner, const KnobWitnesses& witnesses) : runner_(runner), witnesses_(witnesses) {}

  KnobTrial probe(const KnobOffer& knob, const std::string& value) {
    KnobTrial trial;
    trial.value = value;
    trial.bytes = knob.proof_bytes;
    trial.block_bytes = knob.proof_block_bytes;
    trial.without = without(knob.proof_bytes, knob.proof_block_bytes, 0);
    try {
      trial.with = witnesses_.count_faults(runner_with(knob.name, value), trial.bytes, trial.block_bytes, 0);
    } catch (const SetupError& failure) {
      trial.failure = failure.what();
    }
    return trial;
  }

  // Asks the allocator for the value and tries rounds with pauses; for a trial without an effect.
  void look_closer(const std::string& name, KnobTrial& trial) {
    if (trial.acts() || !trial.failure.empty()) return;
    const Runner with = runner_with(name, trial.value);
    try {
      trial.in_force = witnesses_.has_setting(with, name + "=" + trial.value);
      for (const TimedRounds& rounds : timed_rounds) {
        const auto count = [&](int pause_ms) {
          return witnesses_.count_faults(with, rounds.bytes, rounds.block_bytes, pause_ms);
        };
        trial.timed = {rounds, without(rounds.bytes, rounds.block_bytes, rounds.pause_ms),
                       count(rounds.pause_ms), count(0)};
        if (trial.acts_with_time() || trial.in_force != true) return;
      }
    } catch (const SetupError& failure) {
      trial.failure = failure.what();
    }
  }

 private:
  [[nodiscard]] Runner runner_with(const std::string& name, const std::string& value) const {
    Runner with = runner_;
    with.environment = with_knob(runner_.environment, name + "=" + value);
    return with;
  }

  FaultCount without(std::uint64_t bytes, std::uint64_t block_bytes, int pause_ms) {
    const std::tuple rounds{bytes, block_bytes, pause_ms};
    const auto known = counted_.find(rounds);
    if (known != counted_.end()) return known->second;
    return counted_[rounds] = witnesses_.count_faults(runner_, bytes, block_bytes, pause_ms);
  }

  const Runner& runner_;
  const KnobWitnesses& witnesses_;
  std::map<std::tuple<std::uint64_t, std::uint64_t, int>, FaultCount> counted_;
};

bool tried_at(const std::vector<KnobTrial>& trials, const KnobOffer& size) {
  return std::any_of(trials.begin(), trials.end(), [&size](const KnobTrial& trial) {
    return trial.bytes == size.proof_bytes && trial.block_bytes == size.proof_block_bytes;
  });
}

KnobFinding examine(const std::string& name, const std::vector<KnobOffer>& knobs,
                    const std::optional<std::string>& set, Prober& prober) {
  KnobFinding finding;
  finding.name = name;
  finding.set = set;
  bool callers_acts = false;
  for (const KnobOffer& knob : knobs) {
    if (knob.name != name) continue;
    finding.why_not = knob.why_not;
    if (!knob.why_not.empty()) continue;
    finding.declared.push_back(prober.probe(knob, knob.value));
    if (!set || callers_acts || tried_at(finding.callers, knob)) continue;
    finding.callers.push_back(*set == knob.value ? finding.declared.back() : prober.probe(knob, *set));
    callers_acts = finding.callers.back().acts();
  }
  if (!finding.callers.empty()) prober.look_closer(name, finding.callers.back());
  return finding;
}

}  // namespace

bool KnobTrial::acts() const {
  if (!failure.empty()) return false;
  const auto moved = [this](std::int64_t a, std::int64_t b) { return 10 * std::abs(a - b) > without.pages; };
  return moved(with.last, without.last) || moved(with.first, without.first);
}

bool KnobTrial::acts_with_time() const {
  if (!timed || !failure.empty() || in_force == false) return false;
  const std::int64_t pages_of_round = timed->with.pages;
  if (std::abs(timed->with.warm - timed->without.warm) > 2 * pages_of_round) return true;
  return in_force.has_value() && 2 * (timed->with.warm - timed->with_at_once.warm) > pages_of_round;
}

bool is_obeyed(const KnobTrial& trial) {
  return trial.acts() || trial.acts_with_time() || trial.in_force == true;
}

std::vector<KnobFinding> examine_knobs(const Runner& runner, const std::vector<std::string>& environment,
                                       const KnobWitnesses& witnesses) {
  std::map<std::string, std::string> set;
  for (const std::string& word : environment) set.insert(split(word));
  const std::vector<KnobOffer> knobs = all_knobs(runner);
  std::set<std::string> known;
  std::set<std::string> families;
  Prober prober(runner, witnesses);
  std::vector<KnobFinding> findings;
  for (const KnobOffer& knob : knobs) {
    families.insert(family_of(knob.name));
    if (!known.insert(knob.name).second) continue;
    const auto value = set.find(knob.name);
    findings.push_back(
        examine(knob.name, knobs, value == set.end() ? std::nullopt : std::optional(value->second), prober));
  }
  for (const auto& [name, value] : set) {
    if (known.contains(name) || !families.contains(family_of(name))) continue;
    KnobFinding& stranger = findings.emplace_back();
    stranger.name = name;
    stranger.known = false;
    stranger.set = value;
  }
  return findings;
}

std::optional<KnobFinding> examine_variable(const Runner& runner, const std::string& variable,
                                            const KnobWitnesses& witnesses) {
  const auto [name, value] = split(variable);
  const std::vector<KnobOffer> knobs = all_knobs(runner);
  KnobFinding finding;
  finding.name = name;
  finding.set = value;
  const auto has_that_name = [&name = name](const KnobOffer& knob) { return knob.name == name; };
  const auto declared = std::find_if(knobs.begin(), knobs.end(), has_that_name);
  if (declared == knobs.end()) {
    finding.known = false;
    const bool alike = std::any_of(knobs.begin(), knobs.end(), [&name = name](const KnobOffer& knob) {
      return family_of(knob.name) == family_of(name) && !family_of(name).empty();
    });
    return alike ? std::optional(finding) : std::nullopt;
  }
  Prober prober(runner, witnesses);
  const auto tried = std::find_if(declared, knobs.end(), [&](const KnobOffer& knob) {
    return has_that_name(knob) && knob.why_not.empty();
  });
  if (tried == knobs.end()) {
    finding.why_not = declared->why_not;
    return finding;
  }
  finding.callers.push_back(prober.probe(*tried, value));
  prober.look_closer(name, finding.callers.back());
  return finding;
}

}  // namespace allocscale
