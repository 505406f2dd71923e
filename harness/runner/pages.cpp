#include "harness/runner/pages.hpp"

#include <sys/mman.h>

#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/speech.hpp"

namespace allocscale::runner {

void* map_pages(std::size_t bytes, int sharing, const char* failure) {
  void* const memory =
      ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, sharing | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  if (memory == MAP_FAILED) fail("set-up", failure, protocol::exit_setup);
  return memory;
}

}  // namespace allocscale::runner
