#include "harness/base/file_hash.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include "harness/base/error.hpp"
#include "harness/base/text_file.hpp"

namespace allocscale {

std::string hash_text(std::string_view text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string hash_file(const std::filesystem::path& path) {
  const auto bytes = read_text(path);
  if (!bytes) throw SetupError(fmt::format("cannot read {} to identify it", path.string()));
  return hash_text(*bytes);
}

}  // namespace allocscale
