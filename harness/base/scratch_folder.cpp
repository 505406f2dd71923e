#include "harness/base/scratch_folder.hpp"

#include <fmt/format.h>
#include <stdlib.h>  // mkdtemp
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include "harness/base/error.hpp"
#include "harness/base/leavings.hpp"

namespace allocscale {

std::filesystem::path temporary_folder() {
  const char* const given = std::getenv("TMPDIR");
  const std::filesystem::path folder = given == nullptr || *given == '\0' ? "/tmp" : given;
  std::error_code failed;
  if (std::filesystem::is_directory(folder, failed)) return folder;
  throw SetupError(
      fmt::format("the folder for temporary files, {}, is not there: make it, or set TMPDIR to one that is",
                  folder.string()));
}

ScratchFolder::ScratchFolder(const std::filesystem::path& parent, const std::string& prefix) {
  remove_leavings(parent, prefix + "-", "-??????");
  std::string name = parent / fmt::format("{}-{}-XXXXXX", prefix, ::getpid());
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
