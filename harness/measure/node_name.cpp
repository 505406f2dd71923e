#include "harness/measure/node_name.hpp"

#include <unistd.h>

#include <array>
#include <cstdlib>

#include "harness/base/clean_text.hpp"

namespace allocscale {

std::string node_name() {
  constexpr std::size_t longest = 100;
  for (const char* const variable : {"ALLOCSCALE_NODE", "SLURMD_NODENAME"})
    if (const char* const name = std::getenv(variable); name != nullptr && *name != '\0')
      return clean_line(std::string(name).substr(0, longest));
  std::array<char, longest + 1> name{};
  if (::gethostname(name.data(), longest) != 0) return {};
  return clean_line(name.data());
}

}  // namespace allocscale
