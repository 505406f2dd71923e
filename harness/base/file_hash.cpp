#include "harness/base/file_hash.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

#include "harness/base/error.hpp"
#include "harness/base/unique_fd.hpp"

namespace allocscale {
namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 20;

std::string in_hex(const XXH128_hash_t& hash) {
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

[[noreturn]] void refuse(const std::filesystem::path& path) {
  throw SetupError(fmt::format("cannot read {} to identify it: {}", path.string(), std::strerror(errno)));
}

}  // namespace

std::string hash_text(std::string_view text) { return in_hex(XXH3_128bits(text.data(), text.size())); }

std::string hash_file(const std::filesystem::path& path) {
  const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) refuse(path);
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(), XXH3_freeState);
  XXH3_128bits_reset(state.get());
  std::vector<char> piece(piece_bytes);
  for (;;) {
    const ssize_t count = ::read(file.get(), piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) refuse(path);
    if (count == 0) return in_hex(XXH3_128bits_digest(state.get()));
    XXH3_128bits_update(state.get(), piece.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace allocscale
