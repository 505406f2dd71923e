// The circumstances of memory: huge pages, swap, overcommit, addresses, and how much is free.
#include <fmt/format.h>

#include <cstdlib>

#include "harness/base/quantity.hpp"
#include "harness/base/text_file.hpp"
#include "harness/measure/doctor.hpp"
#include "harness/measure/kernel_file.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/measure/malloc_conf.hpp"
#include "harness/runner/meter/proc_text.hpp"

namespace allocscale {
namespace {

using Path = std::filesystem::path;

// ADDR_NO_RANDOMIZE of personality(2): set by `setarch -R` and by gdb.
constexpr unsigned long no_randomize = 0x0040000;

std::string bytes_text(std::int64_t bytes) { return format_bytes(static_cast<double>(bytes)); }

bool randomisation_is_off_here(const Path& root) {
  const auto text = read_word(root / "proc/self/personality");
  return text && (std::strtoul(text->c_str(), nullptr, 16) & no_randomize) != 0;
}

}  // namespace

Circumstance examine_huge_pages(const Path& root) {
  const auto word = read_machine("", root, "").huge_pages;
  Circumstance found{"huge pages", word.value_or("not shown"), word == "always",
                     "always: whoever's buffers are aligned and large gets 512 pages by one fault, so "
                     "allocators differ by alignment alone, and khugepaged works beside the trial",
                     ""};
  if (found.disturbs) found.advice = "echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled";
  return found;
}

Circumstance examine_swap(const Path& root) {
  Circumstance found{"swap", "not shown", false,
                     "a trial that does not fit becomes slow instead of being refused", ""};
  const auto meminfo = read_text(root / "proc/meminfo");
  const auto total = meminfo ? kilobytes_of(*meminfo, "SwapTotal") : std::nullopt;
  const auto free = meminfo ? kilobytes_of(*meminfo, "SwapFree") : std::nullopt;
  if (!total || !free) return found;
  found.disturbs = *total > 0;
  found.state =
      *total == 0 ? "none" : fmt::format("{}, {} of it used", bytes_text(*total), bytes_text(*total - *free));
  if (found.disturbs) found.advice = "sudo swapoff -a (and sudo swapon -a afterwards)";
  return found;
}

Circumstance examine_overcommit(const Path& root) {
  const auto policy = read_integer(root / "proc/sys/vm/overcommit_memory");
  Circumstance found{"overcommit", "not shown", policy == 2,
                     "2: what an allocator reserves and never touches counts "
                     "as memory, so those that reserve ahead fail first",
                     ""};
  if (policy)
    found.state = fmt::format("{} ({})", *policy,
                              *policy == 0   ? "heuristic"
                              : *policy == 1 ? "always"
                                             : "never beyond the limit");
  if (found.disturbs) found.advice = "sudo sysctl vm.overcommit_memory=0";
  return found;
}

Circumstance examine_malloc_conf(const Path& root) {
  const auto options = read_malloc_conf(root);
  Circumstance found{
      "/etc/malloc.conf", options ? fmt::format("'{}'", *options) : "none", options.has_value(),
      "it sets jemalloc in every program here, workers included, though no environment says so", ""};
  if (found.disturbs) found.advice = "sudo rm /etc/malloc.conf, or compare runs with it only with each other";
  return found;
}

Circumstance examine_aslr(const Path& root) {
  const auto level = read_integer(root / "proc/sys/kernel/randomize_va_space");
  const bool off_here = randomisation_is_off_here(root);
  Circumstance found{"ASLR", "not shown", off_here || (level && *level < 2),
                     "every launch then repeats the same accident of "
                     "alignment, and blocks do not average over it",
                     ""};
  if (level) found.state = *level >= 2 ? "full" : *level == 1 ? "partial: the heap's start is fixed" : "off";
  if (off_here) {
    found.state = "off for this shell (personality)";
    found.advice = "start allocscale without setarch -R and outside of gdb";
  } else if (found.disturbs) {
    found.advice = "sudo sysctl kernel.randomize_va_space=2";
  }
  return found;
}

Circumstance examine_free_memory(const Path& root) {
  Circumstance found{
      "free memory", "not shown", false,
      "cells that are predicted to need more are skipped, and reclaim slows those that just fit", ""};
  const auto available = available_memory(root);
  const std::int64_t total = read_machine("", root, "").memory_bytes;
  if (!available || total <= 0) return found;
  found.state = fmt::format("{} available of {}", bytes_text(*available), bytes_text(total));
  found.disturbs = *available < total / 4;
  if (found.disturbs)
    found.advice =
        "end what holds it; who it is: ps -eo rss,pid,comm "
        "--sort=-rss | head; or raise the container's memory limit";
  return found;
}

}  // namespace allocscale
