// Is a file that was opened still the one that its path names?
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

namespace allocscale {

/// The file that a path named when it was asked, by device and inode. Symbolic links are followed.
struct FileIdentity {
  std::filesystem::path path;
  dev_t device = 0;
  ino_t inode = 0;

  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

/// The file that the path names now; nothing where it names none.
[[nodiscard]] std::optional<FileIdentity> file_identity(const std::filesystem::path& path);

/// The first of the files that its path no longer names: it was removed, moved or replaced. Nothing where all
/// are in their places. Costs a system call for each.
[[nodiscard]] const FileIdentity* first_displaced(std::span<const FileIdentity> files);

}  // namespace allocscale
