#include "allocators/declaration.hpp"

extern "C" int mi_version();

// mi_version() is 100 × major + 10 × minor + patch.
const char* allocscale::allocators::version() {
  static char text[] = "0.0.0";
  const int number = ::mi_version();
  if (number < 0 || number > 999) return "unknown";
  text[0] = static_cast<char>('0' + number / 100);
  text[2] = static_cast<char>('0' + number / 10 % 10);
  text[4] = static_cast<char>('0' + number % 10);
  return text;
}
