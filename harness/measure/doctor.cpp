#include "harness/measure/doctor.hpp"

namespace allocscale {

std::vector<Circumstance> examine(const std::filesystem::path& root, const CounterAccess& counters) {
  return {
      examine_governor(root),    examine_turbo(root), examine_smt(root),          examine_numa(root),
      examine_huge_pages(root),  examine_swap(root),  examine_overcommit(root),   examine_quota(root),
      examine_load(root),        examine_steal(root), examine_counters(counters), examine_aslr(root),
      examine_free_memory(root),
  };
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
