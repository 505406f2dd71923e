// Is every line that a runner may say a message, or refused with what was expected? The first byte chooses
// what is read.
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "harness/protocol/message.hpp"
#include "tests/fuzz/refusal.hpp"

namespace {

using namespace allocscale;

void read_as(std::uint8_t kind, const std::string& text) {
  switch (kind % 5) {
    case 0:
      static_cast<void>(protocol::parse_message(text));
      break;
    case 1:
      static_cast<void>(protocol::parse_description(text));
      break;
    case 2:
      static_cast<void>(protocol::parse_faults(text));
      break;
    case 3:
      static_cast<void>(protocol::parse_setting(text));
      break;
    default:
      static_cast<void>(protocol::parse_demand(text));
      break;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  try {
    read_as(data[0], {reinterpret_cast<const char*>(data) + 1, size - 1});
  } catch (const std::runtime_error& refused) {
    testing::require_words(refused.what());
  }
  return 0;
}
