// What a kernel calls when it gets no memory. The process ends: a task without its memory measures nothing.
#pragma once

#include <cstddef>

namespace allocscale::kernels {

/// Called when `bytes` bytes could not be had. Defined by the program that links the kernels: it reports and
/// ends the process, without allocating.
[[noreturn]] void out_of_memory(std::size_t bytes) noexcept;

}  // namespace allocscale::kernels
