// The allocators of a spec: names, or tables {name, base, env} of allocators that are set by variables.
#pragma once

#include <string>

#include "harness/plan/spec_table.hpp"

namespace allocscale {

/// The level that an item of the list `allocators` stands for, as --alloc has it: the text, or that of a
/// table such as {name = "bg", base = "jemalloc", env = {MALLOC_CONF = "narenas:1"}}. Throws RequestError
/// saying where the item is.
[[nodiscard]] std::string read_allocator(const SpecTable& factors, const SpecValue& item);

}  // namespace allocscale
