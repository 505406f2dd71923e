// Is every store loaded, or refused in words? An input is read as edits of a whole store: 4 bytes of an
// offset, one byte that is written there.
#include <fcntl.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "harness/base/error.hpp"
#include "harness/base/scratch_folder.hpp"
#include "harness/store/store.hpp"
#include "tests/fuzz/refusal.hpp"
#include "tests/unit/store/planted.hpp"

namespace {

using namespace allocscale;

constexpr std::size_t edit_bytes = 5;

const std::filesystem::path& store_path() {
  static const ScratchFolder folder(std::filesystem::temp_directory_path(), "allocscale-fuzz");
  static const std::filesystem::path path = folder.path() / "s.db";
  return path;
}

/// The bytes of a store of one run.
std::string whole_store() {
  {
    Store store = Store::open(store_path());
    const RunId run = store.open_run(testing::planted_head(), false).id;
    for (const PlannedTrial& place : testing::planted_places(1))
      static_cast<void>(store.record(run, place, testing::planted_result(place), 0, false));
  }
  std::ifstream file(store_path(), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string edited(const std::uint8_t* data, std::size_t size) {
  static const std::string whole = whole_store();
  std::string bytes = whole;
  for (std::size_t at = 0; at + edit_bytes <= size; at += edit_bytes) {
    std::uint32_t offset = 0;
    std::memcpy(&offset, data + at, sizeof offset);
    bytes[offset % bytes.size()] = static_cast<char>(data[at + sizeof offset]);
  }
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = edited(data, size);
  std::ofstream(store_path(), std::ios::binary | std::ios::trunc) << bytes;
  try {
    Store store = Store::open_read_only(store_path());
    static_cast<void>(store.find_faults());
    static_cast<void>(store.load(1));
  } catch (const RequestError& refused) {
    testing::require_words(refused.what());
  } catch (const SetupError& refused) {
    testing::require_words(refused.what());
  }
  return 0;
}
