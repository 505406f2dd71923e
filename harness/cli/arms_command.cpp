#include "harness/cli/arms_command.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/quantity.hpp"
#include "harness/cli/measuring.hpp"
#include "harness/cli/print.hpp"
#include "harness/conduct/allocator_levels.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/model/allocator_name.hpp"

namespace allocscale {
namespace {

struct Probe {
  const char* title;
  std::uint64_t bytes;
  std::uint64_t block_bytes;
};

// The buffer of the published concat is 600 KiB. The sizes from 4 to 80 MiB lie around the cliffs of the
// allocators. Blocks of 32 KiB are small enough for the allocators' size classes.
constexpr Probe probes[] = {{"600 KiB", 614'400, 614'400},    {"4 MiB", 4 * mib, 4 * mib},
                            {"8 MiB", 8 * mib, 8 * mib},      {"20 MiB", 20 * mib, 20 * mib},
                            {"40 MiB", 40 * mib, 40 * mib},   {"80 MiB", 80 * mib, 80 * mib},
                            {"256 × 32 KiB", 8 * mib, 32'768}};

void print_row(const Runner& runner, const std::string& arm) {
  std::string row = fmt::format("| {} | {} |", parse_allocator(runner.allocator).base, arm);
  for (const Probe& probe : probes)
    row += fmt::format(" {} |", count_faults(runner, probe.bytes, probe.block_bytes).last);
  print_page(clean_line(row) + "\n");
}

void print_head() {
  std::string titles = "| allocator | policy |";
  std::string line = "|---|---|";
  std::string pages = "| (pages) | |";
  for (const Probe& probe : probes) {
    titles += fmt::format(" {} |", probe.title);
    line += "---:|";
    pages += fmt::format(" {} |", probe.bytes / 4096);
  }
  print_page(fmt::format("{}\n{}\n{}\n", titles, line, pages));
}

}  // namespace

void print_arms(const std::vector<std::string>& allocators, bool share_machine, const Places& places) {
  for (const std::string& name : allocators)
    if (is_arm(name))
      throw RequestError(
          fmt::format("--alloc: '{}' is an arm; name the allocator, whose arms are shown", name));
  Catalog catalog = discover_runners(places.runners);
  const MachineLock lock = lock_machine(share_machine);
  ArmProver prover;
  const std::vector<std::string> names = name_allocators(allocators, "arms", catalog, prover);

  print_page(fmt::format("Page faults of one warm round that allocates, fills and frees, by size. {}.\n\n",
                         machine_summary(this_machine())));
  print_head();
  std::string missing;
  for (const std::string& name : names) {
    const Runner* const runner = find_runner(catalog, name);
    if (runner == nullptr) {
      missing += fmt::format("- {}: {}\n", name, why_missing(catalog, name).value());
      continue;
    }
    print_row(*runner, fmt::format("default of {}", runner->version));
    for (const ArmOffer& arm : runner->arms) {
      const std::string& refusal = prover.refusal(*runner, arm);
      if (refusal.empty())
        print_row(with_arm(*runner, arm),
                  fmt::format("`:{}` = `{}`", arm.name, joined(arm.environment, " ")));
      else
        missing += fmt::format("- `{}` is not offered: {}\n", text_of({name, arm.name}), refusal);
    }
  }
  if (!missing.empty()) print_page(fmt::format("\n{}", missing));
}

}  // namespace allocscale
