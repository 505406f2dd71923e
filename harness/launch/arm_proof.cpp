#include "harness/launch/arm_proof.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "harness/base/error.hpp"
#include "harness/base/joined.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/launch/worker_environment.hpp"
#include "harness/model/allocator_name.hpp"
#include "harness/protocol/message.hpp"

namespace allocscale {
namespace {

constexpr double longest_seconds = 60;

FaultCount ask_faults(const Runner& runner, const std::vector<std::string>& words) {
  try {
    const protocol::FaultsMessage seen = protocol::parse_faults(answer_of(runner, words, longest_seconds));
    return {seen.pages, seen.first, seen.last, seen.warm.value_or(0)};
  } catch (const std::runtime_error& wrong) {
    throw SetupError(fmt::format("{} {}: {}", runner.path, joined(words, " "), wrong.what()));
  }
}

std::string judge(const Runner& runner, const ArmOffer& arm) {
  if (!arm.why_not.empty()) return arm.why_not;
  const Runner armed = with_arm(runner, arm);
  return arm_refusal(arm.keeps_memory, count_faults(runner, arm.proof_bytes, arm.proof_block_bytes),
                     count_faults(armed, arm.proof_bytes, arm.proof_block_bytes));
}

}  // namespace

FaultCount count_faults(const Runner& runner, std::uint64_t bytes, std::uint64_t block_bytes, int pause_ms) {
  return ask_faults(runner, {"--faults", std::to_string(bytes), std::to_string(block_bytes), "--pause",
                             std::to_string(pause_ms)});
}

std::optional<bool> has_setting(const Runner& runner, const std::string& setting) {
  try {
    return protocol::parse_setting(answer_of(runner, {"--setting", setting}, longest_seconds));
  } catch (const std::runtime_error& wrong) {
    throw SetupError(fmt::format("{} --setting {}: {}", runner.path, setting, wrong.what()));
  }
}

FaultCount count_growing_faults(const Runner& runner, std::uint64_t bytes) {
  return ask_faults(runner, {"--growing", std::to_string(bytes)});
}

Runner with_arm(const Runner& runner, const ArmOffer& arm) {
  Runner armed = called(runner, text_of({runner.allocator, arm.name}));
  for (const std::string& variable : arm.environment)
    armed.environment = with_knob(std::move(armed.environment), variable);
  armed.arm_variables = arm.environment;
  armed.arms.clear();
  armed.plain = false;
  return armed;
}

std::string arm_refusal(bool keeps_memory, const FaultCount& without, const FaultCount& with) {
  const auto gives_back = [](const FaultCount& count) { return 2 * count.last >= count.pages; };
  const auto keeps = [](const FaultCount& count) { return 10 * count.last <= count.pages; };
  const bool acts = keeps_memory ? gives_back(without) && keeps(with) : keeps(without) && gives_back(with);
  if (acts) return {};
  return fmt::format("it does not act on this version: {} faults a round with it, {} without, of {} pages",
                     with.last, without.last, with.pages);
}

const std::string& ArmProver::refusal(const Runner& runner, const ArmOffer& arm) {
  const std::string key = runner.binary_hash + runner.library_hash + arm.name;
  const auto known = proven_.find(key);
  if (before_first_ && proven_.empty()) before_first_();
  return known != proven_.end() ? known->second : proven_.emplace(key, judge(runner, arm)).first->second;
}

}  // namespace allocscale
