// Allocators that are set beside their name: by the variables of a level, or by a file that they read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/model/catalog.hpp"

namespace allocscale {

/// The runner as an allocator called `name`, with variables (NAME=value) on top of its own; they are its
/// settings. A list, as GLIBC_TUNABLES and MALLOC_CONF are, is added to; another variable is replaced.
[[nodiscard]] Runner with_variables(const Runner& runner, const std::string& name,
                                    const std::vector<std::string>& variables);

/// Adds /etc/malloc.conf, whose text is `options`, to the settings of the runners that read it: those that
/// know MALLOC_CONF, as jemalloc does (jemalloc(3)). Returns their names.
std::vector<std::string> add_malloc_conf(const std::string& options, Catalog& catalog);

}  // namespace allocscale
