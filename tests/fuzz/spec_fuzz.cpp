// Is every text a spec, or refused in words?
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "harness/base/error.hpp"
#include "harness/plan/spec.hpp"
#include "tests/fuzz/refusal.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    static_cast<void>(
        allocscale::parse_experiment({reinterpret_cast<const char*>(data), size}, "fuzzed.toml"));
  } catch (const allocscale::RequestError& refused) {
    allocscale::testing::require_words(refused.what());
  }
  return 0;
}
