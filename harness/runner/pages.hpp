// Memory of the runner's own: not on the heap that is measured, and there before it is used.
#pragma once

#include <cstddef>

namespace allocscale::runner {

/// `bytes` of present, zeroed pages, MAP_PRIVATE or MAP_SHARED; ends the process saying `failure` when there
/// are none.
[[nodiscard]] void* map_pages(std::size_t bytes, int sharing, const char* failure);

}  // namespace allocscale::runner
