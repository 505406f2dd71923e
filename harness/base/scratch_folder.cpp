#include "harness/base/scratch_folder.hpp"

#include <fmt/format.h>
#include <stdlib.h>  // mkdtemp

#include <cerrno>
#include <cstring>
#include <system_error>

#include "harness/base/error.hpp"

namespace allocscale {

ScratchFolder::ScratchFolder(const std::filesystem::path& parent, const std::string& prefix) {
  std::string name = parent / (prefix + "-XXXXXX");
  if (::mkdtemp(name.data()) == nullptr)
    throw SetupError(
        fmt::format("cannot make {}: {}; set TMPDIR to a folder on a disk", name, std::strerror(errno)));
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace allocscale
