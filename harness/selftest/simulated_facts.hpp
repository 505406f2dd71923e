// The facts of simulated kernels and layouts. They have the names and the facts of real ones, for the
// self-test and for tests that ask no runner.
#pragma once

#include <string>

#include "harness/model/facts.hpp"

namespace allocscale {

/// The facts of every layout that attribution distinguishes, of controls, of probes, and of two list kernels.
inline Facts simulated_facts() {
  const auto taken = [](LayoutFacts layout, Suspect suspect, const char* from) {
    layout.takes_away = TakenAway{suspect, from};
    return layout;
  };
  const auto replayed = [&](LayoutFacts layout, const char* from) {
    layout.rehearsed = true;
    return taken(layout, Suspect::allocator_work, from);
  };
  LayoutFacts boxed;
  boxed.element_objects = boxed.reference_counts = boxed.pointers = boxed.list_buffers = true;
  LayoutFacts uncounted = boxed;
  uncounted.reference_counts = false;
  LayoutFacts in_place = uncounted;
  in_place.pointers = false;
  LayoutFacts contiguous;
  contiguous.list_buffers = true;
  LayoutFacts linked;
  linked.element_objects = linked.pointers = true;
  Facts facts;
  facts.layouts = {{"boxed", boxed},
                   {"immortal", taken(uncounted, Suspect::reference_counts, "boxed")},
                   {"ghost", taken(in_place, Suspect::indirection, "boxed")},
                   {"replay", replayed(boxed, "boxed")},
                   {"replay+immortal", replayed(uncounted, "immortal")},
                   {"replay+ghost", replayed(in_place, "ghost")},
                   {"shuffled", boxed},
                   {"contiguous", contiguous},
                   {"replay+contiguous", replayed(contiguous, "contiguous")},
                   {"linked", linked},
                   {"none", {}}};
  facts.kernels = {{"concat", {}},
                   {"copy", {}},
                   {"sleep", {KernelKind::control, Resource::waiting}},
                   {"compute", {KernelKind::control, Resource::processor}},
                   {"fault", {KernelKind::probe, Resource::fault_rate}},
                   {"stream", {KernelKind::probe, Resource::copy_bandwidth}},
                   {"triad", {KernelKind::probe, Resource::triad_bandwidth}},
                   {"stream-slice", {KernelKind::probe, Resource::streaming}},
                   {"chase", {KernelKind::probe, Resource::load_latency}}};
  return facts;
}

}  // namespace allocscale
