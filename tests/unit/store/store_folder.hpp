// A folder of a test's own, gone when the test ends.
#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "harness/base/scratch_folder.hpp"

namespace allocscale::testing {

class StoreFolder : public ScratchFolder {
 public:
  StoreFolder() : ScratchFolder(std::filesystem::temp_directory_path(), "allocscale-store") {
    ::chmod(path().c_str(), 0755);  // a test may look at it as another user
  }

  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path() / name; }
};

}  // namespace allocscale::testing
