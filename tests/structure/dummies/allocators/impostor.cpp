#include "allocators/declaration.hpp"

const char* allocscale::allocators::version() { return "0"; }
