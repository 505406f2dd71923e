#include "harness/store/file_identity.hpp"

#include <sys/stat.h>

namespace allocscale {

std::optional<FileIdentity> file_identity(const std::filesystem::path& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return std::nullopt;
  return FileIdentity{path, found.st_dev, found.st_ino};
}

const FileIdentity* first_displaced(std::span<const FileIdentity> files) {
  for (const FileIdentity& file : files)
    if (file_identity(file.path) != file) return &file;
  return nullptr;
}

}  // namespace allocscale
