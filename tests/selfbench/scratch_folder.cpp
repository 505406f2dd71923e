#include "tests/selfbench/scratch_folder.hpp"

#include <fmt/format.h>
#include <linux/magic.h>
#include <stdlib.h>  // mkdtemp
#include <sys/vfs.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "harness/base/error.hpp"

namespace allocscale::selfbench {
namespace {

namespace fs = std::filesystem;

fs::path parent_folder() {
  if (const char* const folder = std::getenv("TMPDIR")) return folder;
  return fs::read_symlink("/proc/self/exe").parent_path().parent_path();
}

}  // namespace

ScratchFolder::ScratchFolder() {
  std::string name = parent_folder() / "selfbench-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr)
    throw SetupError(
        fmt::format("cannot make {}: {}; set TMPDIR to a folder on a disk", name, std::strerror(errno)));
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string ScratchFolder::in_words() const {
  struct statfs system {};
  const bool memory = ::statfs(path_.c_str(), &system) == 0 && system.f_type == TMPFS_MAGIC;
  return path_.parent_path().string() + (memory ? ", which is memory, NOT A DISK: set TMPDIR" : "");
}

}  // namespace allocscale::selfbench
