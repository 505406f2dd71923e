// A recorded machine: its /proc and /sys as a folder to read from.
#pragma once

#include <filesystem>
#include <string>

namespace allocscale {

/// Unpacks recorded/NAME.txt into a folder of its own, removed with the object. In the text a line "== PATH"
/// starts the file PATH; lines before the first are a comment.
class RecordedMachine {
 public:
  explicit RecordedMachine(const std::string& name);
  RecordedMachine(const RecordedMachine&) = delete;
  RecordedMachine& operator=(const RecordedMachine&) = delete;
  ~RecordedMachine();

  [[nodiscard]] const std::filesystem::path& root() const { return root_; }
  void write(const std::filesystem::path& file, const std::string& text) const;
  void remove(const std::filesystem::path& file) const;

 private:
  std::filesystem::path root_;
};

}  // namespace allocscale
