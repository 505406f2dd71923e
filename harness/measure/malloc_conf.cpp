#include "harness/measure/malloc_conf.hpp"

#include <system_error>

#include "harness/base/clean_text.hpp"

namespace allocscale {

std::optional<std::string> read_malloc_conf(const std::filesystem::path& root) {
  std::error_code failed;
  const std::string text = std::filesystem::read_symlink(root / "etc/malloc.conf", failed).string();
  return failed || text.empty() ? std::nullopt : std::optional(clean_line(text));
}

}  // namespace allocscale
