// A folder for stores that are thrown away.
#pragma once

#include <string>

#include "harness/base/scratch_folder.hpp"

namespace allocscale::selfbench {

/// Made under TMPDIR, or else beside the folder of this program, in the build tree: a store costs what its
/// file system costs, and many a /tmp is memory. Removed with all it holds when the object goes.
class ScratchFolder : public allocscale::ScratchFolder {
 public:
  /// Throws SetupError when it cannot be made.
  ScratchFolder();

  /// "/build, a disk", or a warning that it is memory.
  [[nodiscard]] std::string in_words() const;
};

}  // namespace allocscale::selfbench
