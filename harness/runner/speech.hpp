// What the runner says that is no measurement: errors, and its own description.
#pragma once

#include <string_view>

#include "allocators/identity.hpp"
#include "harness/runner/line_writer.hpp"
#include "harness/runner/options.hpp"
#include "kernels/contract/registry.hpp"

namespace allocscale::runner {

/// The one writer on standard output: its buffer is part of the program, not of the heap.
[[nodiscard]] protocol::LineWriter& output();

/// Writes an error line and ends the process at once with `status`.
[[noreturn]] void fail(std::string_view reason, std::string_view message, int status);

/// The kernel under the layout, or fail() with the status of a wrong request.
[[nodiscard]] const kernels::Binding& require_binding(std::string_view kernel, std::string_view layout,
                                                      std::uint64_t size);

/// fail() when a symbol's owner is not the declared one.
void require_allocator(const Options& options);

/// `--describe`. May allocate: nothing is measured in this process.
void describe(const Options& options);

/// Memory of the allocator's that one iteration takes at its peak; where nothing is freed, in all.
[[nodiscard]] std::uint64_t iteration_bytes(const kernels::Binding& binding, std::uint64_t size,
                                            const allocators::Rounding& rounding);

/// `--predict`: one iteration's memory and time; with the recording of all of them, and the time of their
/// rehearsal, where a layout is replayed. May allocate as well.
void predict(const Options& options);

}  // namespace allocscale::runner
