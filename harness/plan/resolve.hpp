// What do the levels of an experiment mean on this machine: names against the catalog, words into numbers.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "harness/model/catalog.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/topology.hpp"

namespace allocscale {

/// Where the level was given; the experiment's name when its maker left no mark.
[[nodiscard]] std::string place_of_level(const Experiment& experiment, const std::string& factor,
                                         const std::string& level);

/// Every name that the catalog knows.
struct KnownNames {
  std::vector<std::string> kernels;     // ordered
  std::vector<std::string> layouts;     // in the order of the runners' descriptions
  std::vector<std::string> allocators;  // ordered; those without a runner included
};

[[nodiscard]] KnownNames known_names(const Catalog& catalog);

/// Throws RequestError "PLACE: unknown kernel 'concta'; did you mean 'concat'?" at the first name of the
/// experiment, baseline included, that is not known.
void check_names(const Experiment& experiment, const KnownNames& known);

/// The same for one allocator.
void check_allocator(const Experiment& experiment, const std::string& name, const KnownNames& known);

/// The names without repeats; all of `known` for "*".
[[nodiscard]] std::vector<std::string> resolve_names(const std::vector<std::string>& names,
                                                     const std::vector<std::string>& known);

/// Rising, without repeats, 1 first; `max` is the capacity, but no more than there are CPUs; `scaling` is 1,
/// 2, 4, … that number, from six on with at least the six levels that a scaling law needs (8: 1, 2, 3, 4, 6,
/// 8), and two levels beyond it. A note says when 1 was not asked for.
[[nodiscard]] std::vector<int> resolve_workers(const std::vector<WorkersLevel>& levels,
                                               const Topology& topology, std::vector<std::string>& notes);

/// Whether the kernel runs only because it is one of the experiment's controls.
[[nodiscard]] bool is_control(const Experiment& experiment, const std::string& kernel);

struct ResolvedSize {
  std::uint64_t elements = 0;
  int iterations = 1;
};

/// The kernel's sizes, in the order given, without repeats; of a control small, since what it says of the
/// machine has nothing to do with the size of the others. Each with the iterations of a trial: as asked for,
/// else the kernel's own number at `small`, else 1 when the estimand is cold and 2 (one cold, one warm) when
/// it is warm. Throws RequestError at a size the kernel does not have or above its largest, and when one
/// iteration is asked for under a warm estimand.
[[nodiscard]] std::vector<ResolvedSize> resolve_sizes(const Experiment& experiment,
                                                      const KernelOffer& kernel);

}  // namespace allocscale
