// Resolves the levels of an experiment on this machine: checks names against the catalog and turns words into
// numbers.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "harness/model/catalog.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/topology.hpp"

namespace allocscale {

/// The place where the level was given, or the experiment's name where no place was kept.
[[nodiscard]] std::string place_of_level(const Experiment& experiment, const std::string& factor,
                                         const std::string& level);

/// Every name that the catalog knows.
struct KnownNames {
  std::vector<std::string> kernels;     // ordered
  std::vector<std::string> layouts;     // in the order of the runners' descriptions
  std::vector<std::string> allocators;  // ordered; with those that have no runner
};

/// The names of the catalog's parts.
[[nodiscard]] KnownNames known_names(const Catalog& catalog);

/// Throws RequestError "PLACE: unknown kernel 'concta'; did you mean 'concat'?" at the first unknown name of
/// the experiment or its baseline.
void check_names(const Experiment& experiment, const KnownNames& known);

/// Throws as check_names when the allocator is unknown.
void check_allocator(const Experiment& experiment, const std::string& name, const KnownNames& known);

/// The names without repeats, or all of `known` for "*".
[[nodiscard]] std::vector<std::string> resolve_names(const std::vector<std::string>& names,
                                                     const std::vector<std::string>& known);

/// The numbers of workers, rising, without repeats, with 1 first. `max` is the capacity, but not more than
/// the number of CPUs. `scaling` is 1, 2, 4, … up to that number and two levels beyond it; from six CPUs on
/// it has at least the six levels that a scaling law needs (for 8: 1, 2, 3, 4, 6, 8). A note says when 1 was
/// added.
[[nodiscard]] std::vector<int> resolve_workers(const std::vector<WorkersLevel>& levels,
                                               const Topology& topology, std::vector<std::string>& notes);

/// Whether the kernel is one of the experiment's controls and was not asked for otherwise.
[[nodiscard]] bool is_control(const Experiment& experiment, const std::string& kernel);

/// A size and the iterations of its trials.
struct ResolvedSize {
  std::uint64_t elements = 0;
  int iterations = 1;
};

/// The kernel's sizes, in the order given, without repeats; of a program none, written 0. A control has size
/// small: what it shows of the machine does not depend on the size of the other kernels. The iterations of a
/// trial are those asked for, otherwise the kernel's own number at `small`, otherwise 1 under the cold
/// estimand; and under the settled one at least 4: one that is cold, one that may settle, two that agree.
/// Throws RequestError at a size that the kernel does not have or that is above its largest, and at one
/// iteration under the settled estimand.
[[nodiscard]] std::vector<ResolvedSize> resolve_sizes(const Experiment& experiment,
                                                      const KernelOffer& kernel);

}  // namespace allocscale
