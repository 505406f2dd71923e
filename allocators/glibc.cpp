#include <gnu/libc-version.h>

#include "allocators/declaration.hpp"

const char* allocscale::allocators::version() { return ::gnu_get_libc_version(); }
