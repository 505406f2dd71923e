#include "harness/runner/speech.hpp"

#include <unistd.h>

#include <atomic>
#include <cmath>
#include <cstring>

#include "harness/protocol/rendezvous.hpp"

namespace allocscale::runner {
namespace {

// A fixed text grown piece by piece: messages are made where malloc may not be called.
class Line {
 public:
  Line& operator<<(std::string_view text) {
    const std::size_t take = text.size() < sizeof text_ - used_ ? text.size() : sizeof text_ - used_;
    std::memcpy(text_ + used_, text.data(), take);
    used_ += take;
    return *this;
  }
  operator std::string_view() const { return {text_, used_}; }

 private:
  char text_[512];
  std::size_t used_ = 0;
};

std::string_view kind_name(kernels::KernelKind kind) {
  switch (kind) {
    case kernels::KernelKind::list:
      return "list";
    case kernels::KernelKind::control:
      return "control";
    case kernels::KernelKind::probe:
      return "probe";
  }
  return "?";
}

void describe_kernel(kernels::KernelBindings bindings) {
  const kernels::KernelInfo& kernel = *bindings.front().kernel;
  protocol::LineWriter& line = output();
  line.begin("kernel");
  line.field("name", kernel.name);
  line.field("question", kernel.question);
  line.field("kind", kind_name(kernel.kind));
  line.field("small", static_cast<std::int64_t>(kernel.small));
  line.field("paper", static_cast<std::int64_t>(kernel.paper));
  line.field("largest", static_cast<std::int64_t>(kernel.largest));
  line.field("small_iterations", std::int64_t{kernel.small_iterations});
  line.open("layouts", '[');
  for (const kernels::Binding& binding : bindings) {
    line.open('{');
    line.field("name", binding.layout->name);
    line.field("question", binding.layout->question);
    line.field("unsupported", binding.unsupported);
    line.close('}');
  }
  line.close(']');
  line.end();
}

// What a heap block of `asked` bytes takes: a header of 8 bytes, rounded up to 16 (glibc's rule; the other
// allocators' size classes are no larger for the 24 and 28 bytes of the element objects).
std::uint64_t slot_bytes(std::uint64_t asked) { return (asked + 8 + 15) / 16 * 16; }

// Code, libraries, stacks and buffers of a runner that has not started its kernel.
constexpr std::uint64_t resident_base_bytes = 8 << 20;

}  // namespace

protocol::LineWriter& output() {
  static constinit char buffer[32 * 1024];
  static constinit protocol::LineWriter writer(STDOUT_FILENO, buffer);
  return writer;
}

void fail(std::string_view reason, std::string_view message, int status) {
  // Of several threads that fail together the first speaks, and its exit ends the others.
  static std::atomic_flag speaking;
  if (speaking.test_and_set())
    for (;;) ::pause();
  protocol::LineWriter& line = output();
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

void describe() {
  const auto owners = allocators::find_owners(allocators::declaration);
  protocol::LineWriter& line = output();
  line.begin("allocator");
  line.field("name", allocators::declaration.name);
  line.field("description", allocators::declaration.description);
  line.field("owner", allocators::declaration.owner);
  line.field("library", owners.front().path);
  line.field("version", allocators::version());
  line.field("huge_page_knob", allocators::declaration.huge_page_knob);
  line.end();
  for (const kernels::KernelBindings& bindings : kernels::all_kernels()) describe_kernel(bindings);
}

void predict(std::string_view kernel, std::string_view layout, std::uint64_t size) {
  const kernels::Binding& binding = require_binding(kernel, layout, size);
  const kernels::Footprint need = binding.footprint(size);
  const std::uint64_t bytes =
      need.elements * slot_bytes(need.element_bytes) + need.buffer_bytes + resident_base_bytes;
  protocol::LineWriter& line = output();
  line.begin("demand");
  line.field("bytes", static_cast<std::int64_t>(bytes));
  line.field("time_ns", static_cast<std::int64_t>(std::llround(binding.seconds(size) * 1e9)));
  line.end();
}

}  // namespace allocscale::runner
