#include "harness/report/run_notes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/contains.hpp"
#include "harness/base/joined.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

int count(const RunLog& log, BlockStatus why) {
  return static_cast<int>(std::count_if(log.replaced.begin(), log.replaced.end(),
                                        [why](const ReplacedBlock& block) { return block.why == why; }));
}

std::string blocks_were(std::size_t blocks) {
  return fmt::format("{} block{}", blocks, blocks == 1 ? " was" : "s were");
}

std::string they_take_no_part(int blocks) {
  return fmt::format("{} in the store and in no table", blocks == 1 ? "it is" : "they are");
}

// "20, 25 and 30"; a number of blocks at which two calls checked is said once.
std::string checked_blocks(const std::vector<StopCheck>& checks) {
  std::vector<std::string> blocks;
  for (const StopCheck& check : checks)
    if (std::string text = std::to_string(check.blocks); check.widest && !contains(blocks, text))
      blocks.push_back(std::move(text));
  return enumerated(blocks);
}

std::string what_followed(const RunLog& log, const StopCheck& last) {
  switch (last.decision) {
    case StopDecision::precise:
      return "measuring ended there";
    case StopDecision::blocks:
      return "NOT reached, and no more blocks were wanted (--blocks adds some)";
    case StopDecision::budget:
      return "the budget was used up";
    case StopDecision::go_on:
      break;
  }
  const StopCheck& latest = log.stop_checks.back();
  if (latest.decision == StopDecision::budget)
    return fmt::format("the budget was used up after {}", latest.blocks);
  return "measuring went on";
}

}  // namespace

std::vector<std::string> block_notes(const RunLog& log) {
  std::vector<std::string> notes;
  if (const int repeated = count(log, BlockStatus::disturbed); repeated > 0)
    notes.push_back(
        fmt::format("{} run again whole, since the machine was disturbed (more than 5 % of the block's CPU "
                    "time stolen, or a CPU quota stopped it); {}.",
                    blocks_were(static_cast<std::size_t>(repeated)), they_take_no_part(repeated)));
  if (!log.disturbed.empty())
    notes.push_back(fmt::format(
        "{} disturbed in the same way and kept, flagged: no more than a fifth of the blocks is run again.",
        blocks_were(log.disturbed.size())));
  if (const int cut = count(log, BlockStatus::cut); cut > 0)
    notes.push_back(fmt::format("{} cut when an earlier call ended, and run again whole; {}.",
                                blocks_were(static_cast<std::size_t>(cut)), they_take_no_part(cut)));
  return notes;
}

std::string stop_note(const RunLog& log) {
  const auto last = std::find_if(log.stop_checks.rbegin(), log.stop_checks.rend(),
                                 [](const StopCheck& check) { return check.widest; });
  if (last == log.stop_checks.rend()) return "";
  return fmt::format(
      "The widths of the intervals were looked at after {} blocks; at {} the widest was ±{}, wanted ±{}: {}.",
      checked_blocks(log.stop_checks), last->blocks, percent_text(*last->widest),
      margin_text(last->wanted.value_or(0)), what_followed(log, *last));
}

std::string uncounted_note(const RunLog& log) {
  if (log.uncounted.empty()) return "";
  return fmt::format("Not counted: {}; `allocscale doctor` on that machine says why.",
                     joined(log.uncounted, ", "));
}

std::vector<std::string> run_notes(const RunLog& log) {
  std::vector<std::string> notes = block_notes(log);
  if (std::string note = stop_note(log); !note.empty()) notes.push_back(std::move(note));
  if (std::string note = uncounted_note(log); !note.empty()) notes.push_back(std::move(note));
  return notes;
}

}  // namespace allocscale
