// The facts that kernels and layouts declare about themselves, on which the harness acts, and what they say
// that they do. The harness knows no kernel and no layout by its name.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "harness/model/cell.hpp"

namespace allocscale {

enum class Suspect : std::size_t { page_faults, allocator_work, reference_counts, indirection };

/// "page-fault path", "allocator work", "reference-count writes", "pointer indirection".
[[nodiscard]] std::string_view suspect_name(Suspect suspect);

/// The suspect of that name, or nothing.
[[nodiscard]] std::optional<Suspect> suspect_of(std::string_view name);

/// What a layout takes away, and of which layout.
struct TakenAway {
  Suspect suspect = Suspect::allocator_work;
  std::string from;

  friend bool operator==(const TakenAway&, const TakenAway&) = default;
};

/// The properties of a layout.
struct LayoutFacts {
  bool element_objects = false;   // it allocates an object for each element
  bool reference_counts = false;  // copies and drops write the elements' reference counts
  bool pointers = false;          // an element is read through a pointer
  bool list_buffers = false;      // a list has a buffer that grows
  bool rehearsed = false;         // its blocks lie where those of a rehearsal in another process did
  bool opaque = false;            // a user's program: nobody knows for what it asks the allocator
  std::optional<TakenAway> takes_away = std::nullopt;
  std::string question = {};  // one sentence: how it stores elements; empty: not known

  friend bool operator==(const LayoutFacts&, const LayoutFacts&) = default;
};

/// Whether it stores lists at all. Controls and probes run under a layout that stores none.
[[nodiscard]] bool stores_lists(const LayoutFacts& layout);

/// Whether what runs in it asks the allocator for memory: what stores lists, and programs.
[[nodiscard]] bool asks_allocator(const LayoutFacts& layout);

/// Whether a list in this layout, or a program, can lose time by the suspect.
[[nodiscard]] bool has_suspect(const LayoutFacts& layout, Suspect suspect);

enum class KernelKind { list, control, probe, program };

/// "list", "control", "probe", "program".
[[nodiscard]] std::string_view kernel_kind_name(KernelKind kind);

/// The kind of that name, or nothing.
[[nodiscard]] std::optional<KernelKind> kernel_kind_of(std::string_view name);

/// The only resource that a control or a probe uses.
enum class Resource {
  none,             // a list kernel; or a control or a probe that nothing is measured by
  waiting,          // no resource at all
  processor,        // integer operations; what is lost is the machine's own loss
  fault_rate,       // page faults
  copy_bandwidth,   // memory, one stream in and one out
  triad_bandwidth,  // memory, two streams in and one out
  streaming,        // memory, copied in small pieces, so that a low rate can be kept
  load_latency,     // dependent loads
};

/// "none", "waiting", "processor", "fault rate", "copy bandwidth", "triad bandwidth", "streaming", "load
/// latency".
[[nodiscard]] std::string_view resource_name(Resource resource);

/// The resource of that name, or nothing.
[[nodiscard]] std::optional<Resource> resource_of(std::string_view name);

struct KernelFacts {
  KernelKind kind = KernelKind::list;
  Resource resource = Resource::none;
  std::string question = {};  // one sentence: what it does with a size n; empty: not known

  friend bool operator==(const KernelFacts&, const KernelFacts&) = default;
};

/// The facts of the kernels and layouts of a run, by name.
struct Facts {
  std::map<std::string, KernelFacts> kernels;
  std::map<std::string, LayoutFacts> layouts;

  friend bool operator==(const Facts&, const Facts&) = default;
};

/// The facts of the kernels and layouts of these cells.
[[nodiscard]] Facts facts_of(const Facts& facts, std::span<const Cell> cells);

/// Of one kernel or layout; of one that is not known, the facts of a list kernel and of a layout without a
/// list.
[[nodiscard]] const KernelFacts& kernel_facts(const Facts& facts, const std::string& kernel);
[[nodiscard]] const LayoutFacts& layout_facts(const Facts& facts, const std::string& layout);

}  // namespace allocscale
