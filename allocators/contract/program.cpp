// Which allocator this program is linked against: compiled once for each program, with the allocator's name
// as ALLOCSCALE_ALLOCATOR.
#include "allocators/contract/declaration.hpp"

namespace allocscale::allocators {

extern const Declaration ALLOCSCALE_ALLOCATOR;  // in allocators/NAME.cpp
constinit const Declaration& declaration = ALLOCSCALE_ALLOCATOR;

}  // namespace allocscale::allocators
