#include "harness/launch/orphans.hpp"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "harness/base/text_file.hpp"

namespace allocscale {
namespace {

// Of every thread: an orphan becomes the child of any. Those that are found where the kernel does not say
// (CONFIG_PROC_CHILDREN) or this process has no descriptor left.
std::vector<pid_t> children() {
  std::vector<pid_t> all;
  try {
    for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task")) {
      std::istringstream words(read_text(thread.path() / "children").value_or(""));
      for (pid_t child = 0; words >> child;) all.push_back(child);
    }
  } catch (const std::runtime_error&) {
  }
  return all;
}

struct Household {
  bool adopts = false;
  std::set<pid_t> owned;
};

// Does not adopt where this program was executed by one that had children: theirs would be ended too.
Household& household() {
  static Household here{children().empty() && ::prctl(PR_SET_CHILD_SUBREAPER, 1) == 0, {}};
  return here;
}

// Each one's children become ours when it ends, so until there are none.
void end_orphans() {
  for (bool any = true; any;) {
    any = false;
    for (const pid_t child : children()) {
      any = true;
      ::kill(child, SIGKILL);
      while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
      }
    }
  }
}

}  // namespace

void OwnedChild::adopt_orphans() { (void)household(); }

OwnedChild::OwnedChild(pid_t child) : child_(child) { household().owned.insert(child); }

OwnedChild::OwnedChild(OwnedChild&& other) noexcept : child_(std::exchange(other.child_, -1)) {}

OwnedChild::~OwnedChild() {
  if (child_ < 0) return;
  household().owned.erase(child_);
  if (household().adopts && household().owned.empty()) end_orphans();
}

}  // namespace allocscale
