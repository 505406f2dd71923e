// A temporary folder.
#pragma once

#include <filesystem>
#include <string>

namespace allocscale {

/// The folder for temporary files: TMPDIR, or /tmp where that is not set. Throws SetupError where it is no
/// folder.
[[nodiscard]] std::filesystem::path temporary_folder();

/// Removed, with everything in it, when the object is destroyed; or by the next of its prefix, when the
/// process was killed.
class ScratchFolder {
 public:
  /// `parent`/`prefix`-PID-XXXXXX, for this user only. Throws SetupError when it cannot be made.
  ScratchFolder(const std::filesystem::path& parent, const std::string& prefix);
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace allocscale
