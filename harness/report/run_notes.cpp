#include "harness/report/run_notes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/contains.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

int count(const RunLog& log, BlockStanding why) {
  return static_cast<int>(std::count_if(log.replaced.begin(), log.replaced.end(),
                                        [why](const ReplacedBlock& block) { return block.why == why; }));
}

std::string blocks_were(std::size_t blocks) {
  return fmt::format("{} block{}", blocks, blocks == 1 ? " was" : "s were");
}

std::string they_take_no_part(int blocks) {
  return fmt::format("{} in the store and in no table", blocks == 1 ? "it is" : "they are");
}

// "20, 25 and 30"; a number of blocks at which two calls looked is said once.
std::string looked_after(const std::vector<Look>& looks) {
  std::vector<int> blocks;
  for (const Look& look : looks)
    if (look.widest && !contains(blocks, look.blocks)) blocks.push_back(look.blocks);
  std::string text;
  for (std::size_t i = 0; i < blocks.size(); ++i)
    text += (i == 0 ? "" : i + 1 == blocks.size() ? " and " : ", ") + fmt::format("{}", blocks[i]);
  return text;
}

std::string what_followed(const RunLog& log, const Look& last) {
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
  const Look& latest = log.looks.back();
  if (latest.decision == StopDecision::budget)
    return fmt::format("the budget was used up after {}", latest.blocks);
  return "measuring went on";
}

}  // namespace

std::vector<std::string> block_notes(const RunLog& log) {
  std::vector<std::string> notes;
  if (const int repeated = count(log, BlockStanding::disturbed); repeated > 0)
    notes.push_back(
        fmt::format("{} run again whole, since the machine was disturbed (more than 5 % of the block's CPU "
                    "time stolen, or a CPU quota stopped it); {}.",
                    blocks_were(static_cast<std::size_t>(repeated)), they_take_no_part(repeated)));
  if (!log.disturbed.empty())
    notes.push_back(fmt::format(
        "{} disturbed in the same way and kept, flagged: no more than a fifth of the blocks is run again.",
        blocks_were(log.disturbed.size())));
  if (const int cut = count(log, BlockStanding::cut); cut > 0)
    notes.push_back(fmt::format("{} cut when an earlier call ended, and run again whole; {}.",
                                blocks_were(static_cast<std::size_t>(cut)), they_take_no_part(cut)));
  return notes;
}

std::string look_note(const RunLog& log) {
  const auto last =
      std::find_if(log.looks.rbegin(), log.looks.rend(), [](const Look& look) { return look.widest; });
  if (last == log.looks.rend()) return "";
  return fmt::format(
      "The widths of the intervals were looked at after {} blocks; at {} the widest was ±{}, wanted ±{}: {}.",
      looked_after(log.looks), last->blocks, percent_text(*last->widest),
      margin_text(last->wanted.value_or(0)), what_followed(log, *last));
}

std::vector<std::string> run_notes(const RunLog& log) {
  std::vector<std::string> notes = block_notes(log);
  if (std::string look = look_note(log); !look.empty()) notes.push_back(std::move(look));
  return notes;
}

}  // namespace allocscale
