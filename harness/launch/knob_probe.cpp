#include "harness/launch/knob_probe.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
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

void add(std::vector<KnobOffer>& all, const std::string& word, std::uint64_t bytes,
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
    for (const std::string& word : arm.environment) add(all, word, arm.proof_bytes, arm.proof_block_bytes);
  if (!runner.huge_page_knob.empty())
    add(all, runner.huge_page_knob, huge_page_proof_bytes, huge_page_proof_bytes);
  return all;
}

std::string family_of(const std::string& name) { return name.substr(0, name.find('_') + 1); }

// Tries values; the count without any is made once for each size.
class Prober {
 public:
  Prober(const Runner& runner, const CountFaults& count) : runner_(runner), count_(count) {}

  KnobTrial probe(const KnobOffer& knob, const std::string& value) {
    KnobTrial trial{value, knob.proof_bytes, knob.proof_block_bytes, without(knob), {}, {}};
    Runner with = runner_;
    with.environment = with_knob(runner_.environment, knob.name + "=" + value);
    try {
      trial.with = count_(with, trial.bytes, trial.block_bytes);
    } catch (const SetupError& failure) {
      trial.failure = failure.what();
    }
    return trial;
  }

 private:
  FaultCount without(const KnobOffer& knob) {
    const std::pair size{knob.proof_bytes, knob.proof_block_bytes};
    const auto known = counted_.find(size);
    if (known != counted_.end()) return known->second;
    return counted_[size] = count_(runner_, size.first, size.second);
  }

  const Runner& runner_;
  const CountFaults& count_;
  std::map<std::pair<std::uint64_t, std::uint64_t>, FaultCount> counted_;
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
  return finding;
}

}  // namespace

bool KnobTrial::acts() const {
  if (!failure.empty()) return false;
  const auto moved = [this](std::int64_t a, std::int64_t b) { return 10 * std::abs(a - b) > without.pages; };
  return moved(with.last, without.last) || moved(with.first, without.first);
}

std::vector<KnobFinding> examine_knobs(const Runner& runner, const std::vector<std::string>& environment,
                                       const CountFaults& count) {
  std::map<std::string, std::string> set;
  for (const std::string& word : environment) set.insert(split(word));
  const std::vector<KnobOffer> knobs = all_knobs(runner);
  std::set<std::string> known;
  std::set<std::string> families;
  Prober prober(runner, count);
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

}  // namespace allocscale
