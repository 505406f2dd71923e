#include "harness/cli/version.hpp"

#include <fmt/format.h>

#include <fstream>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/measure/machine_reader.hpp"

namespace allocscale {
namespace {

// Of the sources when the program was linked; the build leaves it in a file.
std::string commit(const Places& places) {
  std::string commit;
  std::getline(std::ifstream(places.commit), commit);
  return commit.empty() ? "not known: built outside of a git clone" : clean_line(commit);
}

// Where there are none, why.
std::string allocator_versions(const Places& places) try {
  std::string text;
  for (const Runner& runner : discover_runners(places.runners).runners)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", runner.allocator, clean_line(runner.version));
  return text.empty() ? fmt::format("no runner in {}", clean_line(places.runners.string())) : text;
} catch (const SetupError& missing) {
  return missing.what();
}

}  // namespace

std::string version_line(const Places& places) {
  return fmt::format("allocscale {}, commit {}", ALLOCSCALE_VERSION, commit(places));
}

std::string version_text(const Places& places) {
  return fmt::format("allocscale {}\ncommit      {}\ncompiler    {}\nallocators  {}", ALLOCSCALE_VERSION,
                     commit(places), this_machine().compiler, allocator_versions(places));
}

}  // namespace allocscale
