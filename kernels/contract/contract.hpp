// The kernel contract: what a kernel and a layout must say and do, so that any kernel runs under any layout
// that supports it, in any runner. Kernels know nothing of allocators and of the harness. The harness knows
// no kernel and no layout by its name: it reads the facts that each declares here.
//
// No exceptions, no RTTI, nothing of the standard library that allocates: the only calls of malloc and its
// family are those the modelled program would make.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace allocscale::kernels {

enum class KernelKind { list, control, probe };

/// What a control or a probe uses, and nothing else. The harness finds by it the kernel for a purpose: the
/// machine's own loss is the loss of `processor`, a roof is what a probe reaches, siblings run one of them.
enum class Resource {
  none,             // a list kernel; or a control or a probe that nothing is measured by
  waiting,          // no resource at all
  processor,        // integer operations: no memory
  fault_rate,       // page faults
  copy_bandwidth,   // memory, one stream in and one out
  triad_bandwidth,  // memory, two streams in and one out
  streaming,        // memory, copied in small pieces, so that a low rate can be kept
  load_latency,     // dependent loads
};

struct KernelInfo {
  std::string_view name;      // the file's name
  std::string_view question;  // what it stands for, one sentence
  KernelKind kind;
  Resource resource = Resource::none;
  std::uint64_t small;    // elements for about 0.1–0.5 s a trial
  std::uint64_t paper;    // elements of the published task
  std::uint64_t largest;  // above which the kernel is not defined
  int small_iterations;   // of a trial of size small: the cold one included
  bool repeats = false;   // operate may be called again and again between build and teardown
};

/// What a layout can take away of another one.
enum class Suspect {
  allocator_work,    // every call of the allocator
  reference_counts,  // the writes of reference counts
  indirection,       // following pointers, and the counts behind them
};

/// The layout is `from` without the suspect and otherwise the same.
struct Removal {
  Suspect suspect;
  std::string_view from;  // the name of a layout
};

struct LayoutInfo {
  std::string_view name;
  std::string_view question;      // what it isolates, one sentence
  bool element_objects = false;   // it allocates an object for each element
  bool reference_counts = false;  // copies and drops write the elements' reference counts
  bool pointers = false;          // an element is read through a pointer
  bool list_buffers = false;      // a list has a buffer that grows, and is asked of the allocator
  bool scattered = false;         // an element's neighbours in the list do not lie beside it in memory
  bool usual = false;             // meant where no layout is named; of one layout only
  std::optional<Removal> takes_away = std::nullopt;
};

/// Whether the layout has nothing of what it takes away: no counts where it takes their writes, and no
/// pointers either where it takes the indirection.
constexpr bool lacks_what_it_takes_away(const LayoutInfo& layout) {
  if (!layout.takes_away) return true;
  switch (layout.takes_away->suspect) {
    case Suspect::allocator_work:
      return layout.element_objects || layout.list_buffers;
    case Suspect::reference_counts:
      return !layout.reference_counts;
    case Suspect::indirection:
      return !layout.reference_counts && !layout.pointers;
  }
  return false;
}

/// What one iteration does, as the kernel declares it; tests count it and compare.
struct Work {
  std::uint64_t operations = 0;            // element operations
  std::uint64_t logical_bytes = 0;         // bytes of list buffers read and written by the operation
  std::uint64_t element_allocations = 0;   // heap objects made for elements
  std::uint64_t buffer_allocations = 0;    // calls of malloc, calloc and realloc for buffers and tables
  std::uint64_t buffer_request_bytes = 0;  // asked for in those calls, summed; 0: not declared
  std::uint64_t planted_ns = 0;            // spun for each other worker that runs (kernels/planted); else 0
  /// Times that the operation reaches an element's object where the layout has pointers: each object made,
  /// each reference taken and each given back. Declared only where these and `logical_bytes` are all that the
  /// operation reads and writes; else absent.
  std::optional<std::uint64_t> element_visits = std::nullopt;
};

/// Memory a worker holds at its peak, as asked for: the runner adds its allocator's rounding.
struct Footprint {
  std::uint64_t elements = 0;       // heap objects alive
  std::uint64_t element_bytes = 0;  // asked for, each
  std::uint64_t buffer_bytes = 0;   // list and table buffers alive, a reallocation's two copies included
};

template <class L>
concept Layout = requires {
  { L::info } -> std::convertible_to<const LayoutInfo&>;
};

/// A layout whose blocks are placed where those of a rehearsal were, in another process. L::Rehearsal stores
/// the same over a Memory that writes the addresses down (kernels/parts/recorded_heap.hpp), which L's own
/// Memory reads.
template <class L>
concept NeedsRehearsal = Layout<L> && requires {
  typename L::Rehearsal;
};

/// A kernel K of `n` elements. K::unsupported<L>() is empty where K::Task<L> exists, and else says why it
/// does not.
template <class K>
concept Kernel = requires(std::uint64_t n) {
  { K::info } -> std::convertible_to<const KernelInfo&>;
  { K::expected(n) } -> std::same_as<std::uint64_t>;  // the checksum, computed without any list
  { K::seconds(n) } -> std::same_as<double>;          // a rough prediction of one iteration alone, boxed
};

/// One worker's task: built, operated and torn down once per iteration; the answer is read between operate
/// and teardown, outside the timed parts.
template <class T>
concept Task = std::constructible_from<T, std::uint64_t> && requires(T task, const T answered) {
  task.build();
  task.operate();
  { answered.checksum() } -> std::same_as<std::uint64_t>;
  task.teardown();
};

/// A kernel K that says why it does not run under layout L; empty where it does run.
template <class K, class L>
concept SaysIfUnder = requires {
  { K::template unsupported<L>() } -> std::same_as<std::string_view>;
};

/// A kernel K with work, footprint and task under layout L.
template <class K, class L>
concept RunsUnder = requires(std::uint64_t n) {
  { K::template work<L>(n) } -> std::same_as<Work>;
  { K::template footprint<L>(n) } -> std::same_as<Footprint>;
  requires Task<typename K::template Task<L>>;
};

/// Order-sensitive checksum: one element replaced, one left out, one added or two swapped change it. The step
/// is the finaliser of SplitMix64 (Steele, Lea & Flood 2014) over the running value.
class Checksum {
 public:
  constexpr void add(std::uint64_t value) {
    std::uint64_t z = state_ + 0x9e3779b97f4a7c15 + value;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    state_ = z ^ (z >> 31);
    ++length_;
  }
  [[nodiscard]] constexpr std::uint64_t value() const {
    Checksum last = *this;
    last.add(length_);
    return last.state_;
  }

 private:
  std::uint64_t state_ = 0;
  std::uint64_t length_ = 0;
};

/// Makes the compiler believe that the pointer escapes and that memory changes: an allocation, a copy or a
/// count write before it is not deleted. Costs no instruction.
inline void keep(const void* pointer) { asm volatile("" : : "g"(pointer) : "memory"); }

}  // namespace allocscale::kernels
