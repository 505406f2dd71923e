// A folder for stores that are thrown away.
#pragma once

#include <filesystem>
#include <string>

namespace allocscale::selfbench {

/// Made under TMPDIR, or else beside the folder of this program, in the build tree: a store costs what its
/// file system costs, and many a /tmp is memory. Removed with all it holds when the object goes.
class ScratchFolder {
 public:
  /// Throws SetupError when it cannot be made.
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// "/build, a disk", or a warning that it is memory.
  [[nodiscard]] std::string in_words() const;

 private:
  std::filesystem::path path_;
};

}  // namespace allocscale::selfbench
