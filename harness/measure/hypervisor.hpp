// Is this a virtual machine, and whose? A neighbour's load reaches a guest as steal and as bandwidth that is
// not there.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace allocscale {

/// The hypervisor's name ("KVM", "Xen", "Hyper-V", or the maker of the virtual board), "yes, unnamed" where
/// the CPU says that there is one and nothing names it, absent where nothing says so.
[[nodiscard]] std::optional<std::string> read_hypervisor(const std::filesystem::path& root);

}  // namespace allocscale
