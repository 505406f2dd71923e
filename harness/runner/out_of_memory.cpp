// What a runner does when a kernel gets no memory: it says so and ends. That is a trial's outcome, not a
// number.
#include "kernels/contract/out_of_memory.hpp"

#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/output.hpp"

namespace allocscale::kernels {

void out_of_memory(std::size_t) noexcept {
  runner::fail("out of memory", "the allocator returned a null pointer", protocol::exit_out_of_memory);
}

}  // namespace allocscale::kernels
