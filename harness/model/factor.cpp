#include "harness/model/factor.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "harness/base/contains.hpp"

namespace allocscale {
namespace {

template <auto Field>
std::size_t get_field(const Cell& cell) {
  return static_cast<std::size_t>(cell.*Field);
}

template <auto Field>
void set_field(Cell& cell, std::size_t level) {
  using Level = std::remove_reference_t<decltype(cell.*Field)>;
  cell.*Field = static_cast<Level>(level);
}

constexpr std::array placements = {
    FactorLevel{"compact", "neighbours first: SMT siblings, then cores of one package"},
    FactorLevel{"scatter", "as far apart as possible: packages in turn, then cores, SMT siblings last"},
    FactorLevel{"no-smt", "one worker per core, never an SMT sibling"},
    FactorLevel{"none", "not pinned"},
};
constexpr std::array starts = {
    FactorLevel{"exec", "each worker is a fresh process, executed by the harness"},
    FactorLevel{"fork", "one runner is executed; it forks the workers, which share its address layout"},
    FactorLevel{"thread", "one process, one heap: the workers are its threads"},
};
constexpr std::array huge_page_levels = {
    FactorLevel{"system", "as the machine is set"},
    FactorLevel{"never", "switched off for the process (prctl PR_SET_THP_DISABLE)"},
    FactorLevel{"always", "asked for by the allocator's own knob; left out where it has none"},
};
constexpr std::array histories = {
    FactorLevel{"fresh", "the kernel makes the process's first allocation"},
    FactorLevel{"raised",
                "one buffer of 900 KB was allocated and freed before the "
                "start: it raises glibc's dynamic mmap and trim thresholds"},
    FactorLevel{
        "littered",
        "before the start, two blocks as large as an element were allocated for every element and one of two "
        "freed, at random: elements fall into the holes"},
};
constexpr std::array numas = {
    FactorLevel{"local", "pages on the node of the CPU that first touches them"},
    FactorLevel{"interleaved", "pages dealt round the nodes (set_mempolicy); left out on one node"},
};
constexpr std::array stack_sizes = {
    FactorLevel{"system", "as the harness was given it (ulimit -s)"},
    FactorLevel{"large", "a soft limit of 64 MiB (setrlimit RLIMIT_STACK); threads get stacks of that size"},
};
constexpr std::array results = {
    FactorLevel{"dropped", "nothing leaves the worker but its measurements"},
    FactorLevel{"returned",
                "at the end of operate, 8 bytes for each element go through a pipe to another process"},
};
constexpr std::array sibling_kinds = {
    FactorLevel{"self", "all workers run the kernel"},
    FactorLevel{"idle", "worker 0 alone runs the kernel; the others sleep"},
    FactorLevel{"compute", "the others run compute: no memory"},
    FactorLevel{"fault", "the others map, touch and unmap pages"},
    FactorLevel{"copy", "the others copy within half of the L2 cache"},
    FactorLevel{"stream", "the others copy four times the last-level cache"},
};
constexpr std::array sibling_rates = {
    FactorLevel{"full", "the others go as fast as they can"},
    FactorLevel{
        "matched",
        "the others keep to the kernel's own page faults or bytes per second, as a pilot alone had them"},
};

constexpr std::array table = {
    Factor{"placement", "how workers are laid on the CPUs", placements, get_field<&Cell::placement>,
           set_field<&Cell::placement>},
    Factor{"start", "how the workers of a trial come to be", starts, get_field<&Cell::start>,
           set_field<&Cell::start>},
    Factor{"huge_pages", "transparent huge pages", huge_page_levels, get_field<&Cell::huge_pages>,
           set_field<&Cell::huge_pages>},
    Factor{"history", "what the heap went through before the task", histories, get_field<&Cell::history>,
           set_field<&Cell::history>},
    Factor{"numa", "which memory node pages come from", numas, get_field<&Cell::numa>,
           set_field<&Cell::numa>},
    Factor{"stack", "the size of the stack", stack_sizes, get_field<&Cell::stack>, set_field<&Cell::stack>},
    Factor{"result", "what becomes of the kernel's result", results, get_field<&Cell::result>,
           set_field<&Cell::result>},
    Factor{"siblings", "what the workers beside the first run", sibling_kinds, get_field<&Cell::siblings>,
           set_field<&Cell::siblings>},
    Factor{"sibling_rate", "how fast they run it", sibling_rates, get_field<&Cell::sibling_rate>,
           set_field<&Cell::sibling_rate>},
};

}  // namespace

std::span<const Factor> factors() { return table; }

const Factor& find_factor(std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Factor& factor) { return factor.name == name; });
  if (found == table.end()) throw std::logic_error("there is no factor '" + std::string(name) + "'");
  return *found;
}

std::string_view level_of(const Factor& factor, const Cell& cell) {
  return factor.levels[factor.get(cell)].name;
}

std::optional<std::size_t> find_level(const Factor& factor, std::string_view level) {
  for (std::size_t i = 0; i < factor.levels.size(); ++i)
    if (factor.levels[i].name == level) return i;
  return std::nullopt;
}

bool set_level(const Factor& factor, Cell& cell, std::string_view level) {
  const auto found = find_level(factor, level);
  if (found) factor.set(cell, *found);
  return found.has_value();
}

bool at_default(const Factor& factor, const Cell& cell) { return factor.get(cell) == factor.get(Cell{}); }

std::string option_of(const Factor& factor) {
  std::string option = "--" + std::string(factor.name);
  std::replace(option.begin(), option.end(), '_', '-');
  return option;
}

std::vector<std::string> varying_factors(std::span<const Cell> cells) {
  std::vector<std::string> names;
  for (const Factor& factor : table) {
    const auto differs = [&](const Cell& cell) { return factor.get(cell) != factor.get(cells.front()); };
    if (std::any_of(cells.begin(), cells.end(), differs)) names.emplace_back(factor.name);
  }
  return names;
}

std::string levels_text(const Cell& cell, std::span<const std::string> names) {
  std::string text;
  for (const Factor& factor : table)
    if (contains(names, factor.name))
      text +=
          (text.empty() ? "" : ", ") + std::string(factor.name) + " " + std::string(level_of(factor, cell));
  return text;
}

}  // namespace allocscale
