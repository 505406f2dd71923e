// A temporary folder for stores.
#pragma once

#include <string>

#include "harness/base/scratch_folder.hpp"

namespace allocscale::selfbench {

/// Made under TMPDIR, or else beside the folder of this program, in the build tree: what a store costs
/// depends on its file system, and /tmp is often memory. Removed, with everything in it, when the object is
/// destroyed.
class ScratchFolder : public allocscale::ScratchFolder {
 public:
  /// Throws SetupError when it cannot be made.
  ScratchFolder();

  /// "/build, a disk", or a warning that it is memory.
  [[nodiscard]] std::string in_words() const;
};

}  // namespace allocscale::selfbench
