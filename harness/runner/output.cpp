#include "harness/runner/output.hpp"

#include <unistd.h>

#include <atomic>
#include <cstring>

#include "allocators/contract/family.hpp"
#include "allocators/contract/identity.hpp"
#include "harness/protocol/rendezvous.hpp"

namespace allocscale::runner {
namespace {

// A text of at most 512 bytes, grown piece by piece: a message is put together without a call of malloc.
class Line {
 public:
  Line& operator<<(std::string_view text) {
    const std::size_t take = text.size() < sizeof text_ - used_ ? text.size() : sizeof text_ - used_;
    std::memcpy(text_ + used_, text.data(), take);
    used_ += take;
    return *this;
  }
  // NOLINTNEXTLINE(google-explicit-constructor): a line is written wherever a text is.
  operator std::string_view() const { return {text_, used_}; }

 private:
  char text_[512];
  std::size_t used_ = 0;
};

}  // namespace

LineWriter& output() {
  static constinit char buffer[32 * 1024];
  static constinit LineWriter writer(STDOUT_FILENO, buffer);
  return writer;
}

void fail(std::string_view reason, std::string_view message, int status) {
  // Of several threads that fail at once the first writes, and its exit ends the others.
  static std::atomic_flag writing;
  if (writing.test_and_set())
    for (;;) ::pause();
  LineWriter& line = output();
  line.begin("error");
  line.field("reason", reason);
  line.field("message", message);
  line.end();
  ::_exit(status);
}

const kernels::Binding& require_binding(std::string_view kernel, std::string_view layout,
                                        std::uint64_t size) {
  const kernels::Binding* found = kernels::find_binding(kernel, layout);
  if (found == nullptr)
    fail("usage",
         Line() << "there is no kernel '" << kernel << "' with a layout '" << layout << "'; see --describe",
         protocol::exit_usage);
  if (!found->unsupported.empty())
    fail("usage",
         Line() << "kernel '" << kernel << "' does not run under layout '" << layout
                << "': " << found->unsupported,
         protocol::exit_usage);
  if (size > found->kernel->largest)
    fail("usage",
         Line() << "kernel '" << kernel << "' is not defined for that size; see 'largest' in --describe",
         protocol::exit_usage);
  return *found;
}

void require_allocator(const Options& options) {
  for (const allocators::SymbolOwner& owner :
       allocators::find_owners(allocators::declared_for(options.owner)))
    if (!allocators::owned_by(owner.path, owner.declared))
      fail("wrong allocator", owner.path, protocol::exit_wrong_allocator);
}

}  // namespace allocscale::runner
