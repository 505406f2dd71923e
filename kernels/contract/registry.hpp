// The kernels and layouts of this build, found by the build system: no list to edit. Each kernels/NAME.hpp
// becomes one object that binds the kernel to every layout of kernels/layouts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "kernels/contract/contract.hpp"

namespace allocscale::kernels {

/// A kernel under a layout, without its types. `create` constructs the task in `storage` of `bytes` bytes
/// aligned to 64; the task needs no destructor call once torn down.
struct Binding {
  const KernelInfo* kernel;
  const LayoutInfo* layout;
  std::string_view unsupported;  // empty: the functions below are there
  std::size_t bytes;
  void (*create)(void* storage, std::uint64_t n);
  void (*build)(void* task);
  void (*operate)(void* task);
  std::uint64_t (*checksum)(const void* task);
  void (*teardown)(void* task);
  std::uint64_t (*expected)(std::uint64_t n);
  double (*seconds)(std::uint64_t n);
  Work (*work)(std::uint64_t n);
  Footprint (*footprint)(std::uint64_t n);
  /// The same task, which asks the allocator and writes down where it is placed (kernels/replay): to be run
  /// first, in a process of its own. nullptr: none is needed.
  const Binding* rehearsal = nullptr;
  /// Whether the layout's blocks are placed by a rehearsal (NeedsRehearsal), also where the kernel does not
  /// run under it.
  bool rehearsed = false;
};

/// All bindings of one kernel, supported or not.
using KernelBindings = std::span<const Binding>;

/// Every kernel, ordered by name. Static storage; no allocation.
[[nodiscard]] std::span<const KernelBindings> all_kernels();

/// The binding, or nullptr when there is no such kernel or layout.
[[nodiscard]] const Binding* find_binding(std::string_view kernel, std::string_view layout);

}  // namespace allocscale::kernels
