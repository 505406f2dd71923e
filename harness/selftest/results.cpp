#include "harness/selftest/results.hpp"

#include <algorithm>

namespace allocscale {

bool SelftestResults::holds() const {
  const auto all = [](const auto& lines) {
    return std::all_of(lines.begin(), lines.end(), [](const auto& line) { return line.holds(); });
  };
  return all(simulated) && all(confusion) && all(slopes) && (!mixed || mixed->holds()) && twins.holds() &&
         incomplete == 0;
}

}  // namespace allocscale
