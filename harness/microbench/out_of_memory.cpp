// What this program does when a kernel gets no memory. As raw writes: the allocator has just said no.
#include "kernels/contract/out_of_memory.hpp"

#include <unistd.h>

#include <string_view>

#include "harness/protocol/rendezvous.hpp"

namespace allocscale::kernels {

void out_of_memory(std::size_t) noexcept {
  constexpr std::string_view message = "microbench: the allocator has no more memory for the kernel\n";
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, message.data(), message.size());
  _exit(protocol::exit_out_of_memory);
}

}  // namespace allocscale::kernels
