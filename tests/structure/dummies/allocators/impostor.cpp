#include "allocators/declaration.hpp"

namespace allocscale::allocators {

extern const Interface impostor_interface = {.version = [] { return "0"; }};

}  // namespace allocscale::allocators
