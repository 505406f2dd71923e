#include "harness/base/text_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "harness/base/error.hpp"

namespace allocscale {

std::optional<std::string> read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  if (file.bad()) return std::nullopt;
  return std::move(text).str();
}

void write_text(const std::filesystem::path& path, const std::string& text) {
  const std::filesystem::path draft = fmt::format("{}.{}.tmp", path.string(), ::getpid());
  errno = 0;
  std::ofstream file(draft, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) {
    const int error = errno;
    std::error_code ignored;
    std::filesystem::remove(draft, ignored);
    throw SetupError(fmt::format("cannot write {}: {}", path.string(), std::strerror(error)));
  }
  std::error_code failed;
  std::filesystem::rename(draft, path, failed);
  if (failed) throw SetupError(fmt::format("cannot replace {}: {}", path.string(), failed.message()));
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const std::size_t from = text.find_first_not_of(white);
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(white) - from + 1));
}

}  // namespace allocscale
