// What a kernel does when its allocator says no: it ends the process, because a task without its memory is no
// task.
#pragma once

#include <cstddef>

namespace allocscale::kernels {

/// Called when `bytes` bytes could not be had. Defined by the program that links the kernels: it reports and
/// ends the process, without allocating.
[[noreturn]] void out_of_memory(std::size_t bytes) noexcept;

}  // namespace allocscale::kernels
