#include "harness/selfbench/scratch_folder.hpp"

#include <linux/magic.h>
#include <sys/vfs.h>

#include <cstdlib>

namespace allocscale::selfbench {
namespace {

namespace fs = std::filesystem;

fs::path parent_folder() {
  if (const char* const folder = std::getenv("TMPDIR"); folder != nullptr && *folder != '\0') return folder;
  return fs::read_symlink("/proc/self/exe").parent_path().parent_path();
}

}  // namespace

ScratchFolder::ScratchFolder() : allocscale::ScratchFolder(parent_folder(), "selfbench") {}

std::string ScratchFolder::in_words() const {
  struct statfs system {};
  const bool memory = ::statfs(path().c_str(), &system) == 0 && system.f_type == TMPFS_MAGIC;
  return path().parent_path().string() + (memory ? ", which is memory, NOT A DISK: set TMPDIR" : "");
}

}  // namespace allocscale::selfbench
