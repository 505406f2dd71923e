#include "harness/cli/environments.hpp"

#include <utility>

#include "harness/base/joined.hpp"
#include "harness/launch/program_command.hpp"

namespace allocscale {

EnvironmentOf environments(Catalog catalog) {
  return [catalog = std::move(catalog)](const std::string& allocator) {
    const Runner* const runner = find_runner(catalog, allocator);
    return runner == nullptr ? std::string() : joined(allocator_environment(Cell{}, *runner, ""), " ");
  };
}

}  // namespace allocscale
