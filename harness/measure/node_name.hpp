// The name of this machine among others.
#pragma once

#include <string>

namespace allocscale {

/// ALLOCSCALE_NODE where it is set, for containers, whose host names are made up; otherwise the name that
/// Slurm gives the node, otherwise the host's. Clean, at most 100 bytes; empty where there is none.
[[nodiscard]] std::string node_name();

}  // namespace allocscale
