#include "harness/attribution/suspect.hpp"

namespace allocscale {

Suspect removed_by(Memory level) {
  return level == Memory::replayed ? Suspect::allocator_work : Suspect::page_faults;
}

Suspect removed_by(Access level) {
  return level == Access::in_place ? Suspect::indirection : Suspect::reference_counts;
}

}  // namespace allocscale
