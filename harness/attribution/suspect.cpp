#include "harness/attribution/suspect.hpp"

namespace allocscale {

std::string_view suspect_name(Suspect suspect) {
  switch (suspect) {
    case Suspect::page_faults:
      return "page-fault path";
    case Suspect::allocator_work:
      return "allocator work";
    case Suspect::reference_counts:
      return "reference-count writes";
    case Suspect::indirection:
      return "pointer indirection";
  }
  return "?";
}

Suspect removed_by(Memory level) {
  return level == Memory::replayed ? Suspect::allocator_work : Suspect::page_faults;
}

Suspect removed_by(Access level) {
  return level == Access::in_place ? Suspect::indirection : Suspect::reference_counts;
}

}  // namespace allocscale
