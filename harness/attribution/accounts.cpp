#include "harness/attribution/accounts.hpp"

#include <map>
#include <vector>

#include "harness/attribution/relative_blocks.hpp"

namespace allocscale {
namespace {

std::map<int, PhaseTimes> phase_by_block(const Records& records, const Times& times) {
  const auto part = [&](auto member) {
    return block_means(records, [&](const TrialRecord& record) -> std::optional<double> {
      const auto found = times(record);
      return found ? std::optional<double>((*found).*member) : std::nullopt;
    });
  };
  const auto optional_part = [&](auto member) {
    return block_means(records, [&](const TrialRecord& record) -> std::optional<double> {
      const auto found = times(record);
      return found ? (*found).*member : std::nullopt;
    });
  };
  std::map<int, PhaseTimes> blocks;
  for (const auto& [block, wall] : part(&PhaseTimes::wall_ns)) blocks[block].wall_ns = wall;
  for (const auto& [block, cpu] : part(&PhaseTimes::cpu_ns)) blocks[block].cpu_ns = cpu;
  for (const auto& [block, user] : optional_part(&PhaseTimes::user_ns)) blocks[block].user_ns = user;
  for (const auto& [block, system] : optional_part(&PhaseTimes::system_ns)) blocks[block].system_ns = system;
  for (const auto& [block, delay] : optional_part(&PhaseTimes::run_delay_ns))
    blocks[block].run_delay_ns = delay;
  return blocks;
}

// A worker that shares a CPU waits while the others have their turn. Its elapsed time is divided by the ideal
// slowdown, and the wait for a CPU is less by as much.
PhaseTimes without_shared_wait(PhaseTimes times, double ideal) {
  const double shared = times.wall_ns * (1 - 1 / ideal);
  times.wall_ns -= shared;
  if (times.run_delay_ns) *times.run_delay_ns -= shared;
  return times;
}

PhaseTimes scaled(PhaseTimes times, double factor) {
  times.wall_ns *= factor;
  times.cpu_ns *= factor;
  for (auto* part : {&times.user_ns, &times.system_ns, &times.run_delay_ns})
    if (*part) **part *= factor;
  return times;
}

// Adds to the times alone what the machine takes together. `numbers` are those of the blocks.
void add_machines_share(std::vector<LedgerBlock>& blocks, const std::vector<int>& numbers,
                        const BlockTimes& control) {
  std::vector<std::optional<AloneAndTogether>> times;
  for (const int number : numbers) {
    const auto found = control.find(number);
    times.push_back(found == control.end() ? std::nullopt : std::optional(found->second));
  }
  const auto machine = control_slowdown(times);
  for (std::size_t b = 0; machine && b < blocks.size(); ++b)
    blocks[b].alone = scaled(blocks[b].alone, machine->slowdown + machine->off[b]);
}

// All the CPU time that the division into user and system was sampled from.
double cpu_seconds(const Records& records, const Times& times) {
  double sum = 0;
  for (const auto& [place, record] : records)
    if (const auto found = times(record)) sum += 1e-9 * found->cpu_ns * record.repeats;
  return sum;
}

}  // namespace

std::optional<PhaseTimes> whole_task(const TrialRecord& record) { return record.whole; }

std::optional<TimeLedger> ledger_between(const Compared& cells, const Times& times,
                                         std::optional<int> ticks_per_second) {
  const auto less = phase_by_block(cells.less, times), more = phase_by_block(cells.more, times);
  const BlockValues base = block_times(cells.subject_alone);
  std::vector<LedgerBlock> blocks;
  std::vector<int> numbers;
  for (const auto& [block, together] : more) {
    const auto alone = less.find(block);
    const auto under = base.find(block);
    if (alone == less.end() || under == base.end()) continue;
    blocks.push_back({alone->second, without_shared_wait(together, cells.ideal), under->second});
    numbers.push_back(block);
  }
  if (cells.control != nullptr) add_machines_share(blocks, numbers, *cells.control);
  TickSampling sampling;
  sampling.ticks_per_second = ticks_per_second;
  sampling.cpu_seconds_alone = cpu_seconds(cells.less, times);
  sampling.cpu_seconds_together = cpu_seconds(cells.more, times);
  return time_ledger(blocks, sampling);
}

std::vector<PhaseLedger> accounts_of(const TaskCells& task, const Subject& subject,
                                     std::optional<int> ticks_per_second) {
  const Records& alone = task.at({subject.layout, subject.allocator, 1});
  const Records& together = task.at({subject.layout, subject.allocator, subject.workers});
  const Compared cells = {alone, together, alone, subject.ideal};
  std::vector<PhaseLedger> accounts;
  for (std::size_t phase = 0; phase < phase_names.size(); ++phase) {
    auto lines = ledger_between(
        cells, [phase](const TrialRecord& record) { return record.phases[phase]; }, ticks_per_second);
    if (lines) accounts.push_back({std::string(phase_names[phase]), *lines});
  }
  if (auto lines = ledger_between(cells, whole_task, ticks_per_second))
    accounts.push_back({"whole task", *lines});
  return accounts;
}

}  // namespace allocscale
