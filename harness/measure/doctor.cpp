#include "harness/measure/doctor.hpp"

#include <utility>

namespace allocscale {

std::vector<Circumstance> examine(const std::filesystem::path& root, const CounterAccess& counters,
                                  const std::optional<CpuUse>& use, int cpus) {
  Circumstance load = examine_load(root);
  if (use) {
    load.disturbs = false;
    load.advice.clear();
  }
  return {
      examine_cpu_use(use, cpus),
      std::move(load),
      examine_quota(root),
      examine_steal(root),
      examine_work_noise(use ? use->noise : std::nullopt),
      examine_malloc_conf(root),
      examine_huge_pages(root),
      examine_swap(root),
      examine_free_memory(root),
      examine_governor(root),
      examine_turbo(root),
      examine_smt(root),
      examine_numa(root),
      examine_overcommit(root),
      examine_aslr(root),
      examine_counters(counters),
  };
}

Circumstance examine_cpu_use(const std::optional<CpuUse>& use, int cpus) {
  Circumstance found{
      "other programs", "not shown", false,
      "a task that waits for its CPU gets no verdict, and one beside others has less cache and bandwidth",
      ""};
  if (!use) return found;
  found.state = cpu_use_text(*use, cpus) + ", over one second";
  found.disturbs = !is_quiet(*use);
  if (found.disturbs) found.advice = "end them first, or start with: allocscale run --wait-quiet 5m";
  return found;
}

// Verdicts are about changes of 3 %: what a machine varies by more than that needs more blocks.
Circumstance examine_work_noise(const std::optional<WorkNoise>& noise) {
  constexpr double most_spread = 0.03, most_lost = 0.01;
  Circumstance found{"fixed work", "not shown", false,
                     "a task varies by no less than work that needs no memory: it takes more blocks to see "
                     "an effect",
                     ""};
  if (!noise) return found;
  found.state = work_noise_text(*noise);
  found.disturbs = noise->spread > most_spread || noise->lost > most_lost;
  if (found.disturbs)
    found.advice = "end other programs, fix the clock (governor, turbo), or measure more blocks: --blocks 60";
  return found;
}

Circumstance examine_counters(const CounterAccess& counters) {
  Circumstance found{"perf access", "every event counts", false,
                     "without counters the tables lack cycles, instructions and misses; times are not moved",
                     ""};
  const std::vector<std::string> notes = counter_notes(counters);
  if (notes.empty()) return found;
  found.state.clear();
  for (const std::string& note : notes) {
    // "what: why; remedy": the remedy is the advice.
    const std::size_t cut = note.rfind("; ");
    found.state += (found.state.empty() ? "" : ". ") + note.substr(0, cut);
    if (cut != std::string::npos) found.advice += (found.advice.empty() ? "" : ". ") + note.substr(cut + 2);
  }
  return found;
}

}  // namespace allocscale
