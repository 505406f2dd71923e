#include "allocators/declaration.hpp"

extern "C" const char* tc_version(int* major, int* minor, const char** patch);

const char* allocscale::allocators::version() { return ::tc_version(nullptr, nullptr, nullptr); }
