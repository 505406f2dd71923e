// The runner's standard output, and the errors that end it.
#pragma once

#include <cstdint>
#include <string_view>

#include "harness/runner/line_writer.hpp"
#include "harness/runner/options.hpp"
#include "kernels/contract/registry.hpp"

namespace allocscale::runner {

/// The one writer on standard output. Its buffer is part of the program, not of the heap.
[[nodiscard]] LineWriter& output();

/// Writes an error line and ends the process at once with `status`.
[[noreturn]] void fail(std::string_view reason, std::string_view message, int status);

/// The kernel under the layout. Fails as a wrong request where there is none, where the layout does not
/// support it, and where the size is larger than the kernel's largest.
[[nodiscard]] const kernels::Binding& require_binding(std::string_view kernel, std::string_view layout,
                                                      std::uint64_t size);

/// Fails when a symbol's owner is not the declared one.
void require_allocator(const Options& options);

}  // namespace allocscale::runner
