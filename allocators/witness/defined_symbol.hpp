// Which loaded object defines a function, in the order in which the program's own calls find it? dlsym(3)
// would tell too, but it allocates where nobody defines the function, and changes what dlerror(3) says next.
#pragma once

#include <span>

namespace allocscale::witness {

struct SoughtSymbol {
  const char* name = nullptr;  // as the linker names it
  const char* object =
      nullptr;  // the answer: path of the object, empty for the program itself; nullptr: nobody
};

/// Looks them all up in the objects that are loaded now, the program first, then in the order of loading: the
/// first that defines the symbol is its owner. The paths live as long as the objects. Calls no allocation
/// function.
void find_definitions(std::span<SoughtSymbol> symbols);

}  // namespace allocscale::witness
