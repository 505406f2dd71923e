// `allocscale cliffs`: from which size on does each allocator give freed memory back?
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "harness/base/places.hpp"

namespace allocscale {

struct CliffsRequest {
  std::vector<std::string> allocators;  // --alloc; empty: all
  std::uint64_t largest_mib = 256;
  std::filesystem::path store = default_store();
  bool fresh = false;
  bool share_machine = false;  // probe while another harness measures
  bool dry_run = false;
};

/// The question that the command answers, and how: some lines for its help.
[[nodiscard]] const char* cliffs_question();

/// Probes the allocators that the store has no map of for this machine, library and largest size, stores what
/// is found and prints the map. Returns the exit status: 0, or 1 when nothing could be probed. Throws
/// RequestError for an unknown allocator before anything is run.
[[nodiscard]] int cliffs(const CliffsRequest& request, const Places& places);

}  // namespace allocscale
