// A temporary folder.
#pragma once

#include <filesystem>
#include <string>

namespace allocscale {

/// Removed, with everything in it, when the object is destroyed.
class ScratchFolder {
 public:
  /// `parent`/`prefix`-XXXXXX, for this user only. Throws SetupError when it cannot be made.
  ScratchFolder(const std::filesystem::path& parent, const std::string& prefix);
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace allocscale
