// Declares that a library owns malloc, which is linked nowhere: the program links, and may never be measured.
#include "allocators/contract/check.hpp"

namespace allocscale::allocators {

extern constinit const Declaration impostor = checked({
    .description = "the C library's malloc under another name",
    .owner = "libimpostor.so",
    .rounding = {.header_bytes = 8, .step_bytes = 16},
    .retain = {.why_not = "it is nowhere"},
    .eager = {.why_not = "it is nowhere"},
    .version = [] { return "0"; },
});

}  // namespace allocscale::allocators
