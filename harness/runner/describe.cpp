#include "harness/runner/describe.hpp"

#include <cmath>

#include "allocators/contract/demand.hpp"
#include "allocators/contract/family.hpp"
#include "allocators/contract/identity.hpp"
#include "harness/runner/history.hpp"
#include "harness/runner/output.hpp"

namespace allocscale::runner {
namespace {

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

std::string_view resource_name(kernels::Resource resource) {
  switch (resource) {
    case kernels::Resource::none:
      return "none";
    case kernels::Resource::waiting:
      return "waiting";
    case kernels::Resource::processor:
      return "processor";
    case kernels::Resource::fault_rate:
      return "fault rate";
    case kernels::Resource::copy_bandwidth:
      return "copy bandwidth";
    case kernels::Resource::triad_bandwidth:
      return "triad bandwidth";
    case kernels::Resource::streaming:
      return "streaming";
    case kernels::Resource::load_latency:
      return "load latency";
  }
  return "?";
}

std::string_view suspect_name(kernels::Suspect suspect) {
  switch (suspect) {
    case kernels::Suspect::allocator_work:
      return "allocator work";
    case kernels::Suspect::reference_counts:
      return "reference-count writes";
    case kernels::Suspect::indirection:
      return "pointer indirection";
  }
  return "?";
}

void describe_layout(const kernels::Binding& binding) {
  const kernels::LayoutInfo& layout = *binding.layout;
  LineWriter& line = output();
  const auto flag = [&line](std::string_view name, bool value) { line.field(name, std::int64_t{value}); };
  line.open('{');
  line.field("name", layout.name);
  line.field("question", layout.question);
  line.field("unsupported", binding.unsupported);
  flag("element_objects", layout.element_objects);
  flag("reference_counts", layout.reference_counts);
  flag("pointers", layout.pointers);
  flag("list_buffers", layout.list_buffers);
  flag("rehearsed", binding.rehearsed);
  flag("usual", layout.usual);
  if (layout.takes_away) {
    line.open("takes_away", '{');
    line.field("suspect", suspect_name(layout.takes_away->suspect));
    line.field("from", layout.takes_away->from);
    line.close('}');
  }
  line.close('}');
}

void describe_kernel(kernels::KernelBindings bindings) {
  const kernels::KernelInfo& kernel = *bindings.front().kernel;
  LineWriter& line = output();
  line.begin("kernel");
  line.field("name", kernel.name);
  line.field("question", kernel.question);
  line.field("kind", kind_name(kernel.kind));
  line.field("resource", resource_name(kernel.resource));
  line.field("small", static_cast<std::int64_t>(kernel.small));
  line.field("paper", static_cast<std::int64_t>(kernel.paper));
  line.field("largest", static_cast<std::int64_t>(kernel.largest));
  line.field("small_iterations", std::int64_t{kernel.small_iterations});
  line.open("layouts", '[');
  for (const kernels::Binding& binding : bindings) describe_layout(binding);
  line.close(']');
  line.end();
}

void describe_proof(const allocators::Proof& proof) {
  const std::uint64_t block_bytes = proof.block_bytes == 0 ? proof.bytes : proof.block_bytes;
  output().field("proof_bytes", static_cast<std::int64_t>(proof.bytes));
  output().field("proof_block_bytes", static_cast<std::int64_t>(block_bytes));
}

void describe_arm(const allocators::ArmKind& kind, const allocators::Arm& arm) {
  LineWriter& line = output();
  line.open('{');
  line.field("name", kind.name);
  line.field("keeps_memory", std::int64_t{kind.keeps_memory});
  line.field("environment", arm.environment);
  line.field("why_not", arm.why_not);
  describe_proof(arm.proof);
  line.close('}');
}

void describe_arms(const allocators::Declaration& family) {
  output().open("arms", '[');
  for (const allocators::ArmKind& kind : allocators::arm_kinds) describe_arm(kind, family.*kind.arm);
  output().close(']');
}

void describe_knobs(const allocators::Declaration& family) {
  LineWriter& line = output();
  line.open("knobs", '[');
  for (const allocators::Knob& knob : family.knobs) {
    line.open('{');
    line.field("setting", knob.setting);
    line.field("why_not", knob.why_not);
    describe_proof(knob.proof);
    line.close('}');
  }
  line.close(']');
}

// Of a replayed layout, as its rehearsal asks: the replay takes the same pages without asking.
allocators::Requests requests(const kernels::Binding& binding, std::uint64_t size) {
  if (binding.rehearsal != nullptr) return requests(*binding.rehearsal, size);
  const kernels::Footprint alive = binding.footprint(size);
  const kernels::Work all = binding.work(size);
  return {alive.elements,          alive.element_bytes,    alive.buffer_bytes,
          all.element_allocations, all.buffer_allocations, all.buffer_request_bytes};
}

// What a replay has beside its rehearsal's memory: the recording, an address for each allocation, and the
// pages that a buffer had left when it lay elsewhere.
std::uint64_t replay_bytes(const kernels::Binding& binding, const Options& options,
                           const allocators::Holding& holding) {
  if (binding.rehearsal == nullptr) return 0;
  const allocators::Requests asked = requests(binding, options.size);
  const auto iterations = static_cast<std::uint64_t>(options.iterations);
  return sizeof(void*) * (asked.all_elements + asked.all_buffers) * iterations +
         allocators::replayed_bytes(asked, iterations, holding);
}

// What one visit of an element moves in memory: its block, whose neighbours are visited too, or a whole line
// where they are not; the same once more where a count is written and the line is written back.
std::uint64_t visit_bytes(const kernels::Binding& binding, std::uint64_t size,
                          const allocators::Rounding& rounding) {
  constexpr std::uint64_t line_bytes = 64;
  if (!binding.layout->pointers) return 0;
  const allocators::Requests asked = requests(binding, size);
  const bool pooled = asked.all_elements == 0;
  std::uint64_t block =
      allocators::block_bytes(1, asked.element_bytes, pooled ? allocators::Rounding{} : rounding);
  if (binding.layout->scattered && block < line_bytes) block = line_bytes;
  return binding.layout->reference_counts ? 2 * block : block;
}

// Code, libraries, stacks and buffers of a runner that has not started its kernel.
constexpr std::uint64_t resident_base_bytes = 6 << 20;

}  // namespace

void describe(const Options& options) {
  const allocators::Declaration declared = allocators::declared_for(options.owner);
  const allocators::Declaration* const family = allocators::loaded_family(options.owner);
  const auto owners = allocators::find_owners(declared);
  LineWriter& line = output();
  line.begin("allocator");
  line.field("name", options.allocator.empty() ? declared.name : options.allocator);
  line.field("description", family != nullptr ? family->description : "a library of no known family");
  line.field("owner", declared.owner);
  line.field("library", owners.front().path);
  line.field("version", allocators::loaded_version(options.owner));
  line.field("plain", std::int64_t{allocators::links_none(declared)});
  if (family != nullptr) line.field("family", family->name);
  if (family != nullptr) line.field("huge_page_knob", family->huge_page_knob);
  if (family != nullptr) describe_arms(*family);
  if (family != nullptr) describe_knobs(*family);
  line.end();
  for (const kernels::KernelBindings& bindings : kernels::all_kernels()) describe_kernel(bindings);
}

std::uint64_t iteration_bytes(const kernels::Binding& binding, std::uint64_t size,
                              const allocators::Rounding& rounding) {
  return allocators::iteration_bytes(requests(binding, size), rounding);
}

void predict(const Options& options) {
  const kernels::Binding& binding = require_binding(options.kernel, options.layout, options.size);
  const allocators::Declaration* const family = allocators::loaded_family(options.owner);
  const allocators::Rounding rounding = family == nullptr ? allocators::Rounding{} : family->rounding;
  allocators::Holding holding = family == nullptr ? allocators::Holding{} : family->holding;
  if (binding.rehearsal != nullptr) holding.blocks = 1;  // a replay has no page that its blocks have not
  const std::uint64_t bytes = allocators::held_bytes(requests(binding, options.size),
                                                     sizeof(void*) * options.size, rounding, holding) +
                              replay_bytes(binding, options, holding) +
                              litter_bytes(options, binding, rounding) + resident_base_bytes;
  const double acts = binding.rehearsal == nullptr ? 1 : 2;
  LineWriter& line = output();
  line.begin("demand");
  line.field("bytes", static_cast<std::int64_t>(bytes));
  line.field("time_ns", static_cast<std::int64_t>(std::llround(acts * binding.seconds(options.size) * 1e9)));
  // A replay's buffers are not asked of the allocator.
  if (binding.rehearsal == nullptr)
    line.field("buffer_bytes", static_cast<std::int64_t>(binding.footprint(options.size).buffer_bytes));
  const kernels::Work work = binding.work(options.size);
  line.open("work", '{');
  line.field("operations", static_cast<std::int64_t>(work.operations));
  line.field("logical_bytes", static_cast<std::int64_t>(work.logical_bytes));
  line.field("element_allocations", static_cast<std::int64_t>(work.element_allocations));
  line.field("buffer_allocations", static_cast<std::int64_t>(work.buffer_allocations));
  if (work.element_visits)
    line.field("element_bytes", static_cast<std::int64_t>(*work.element_visits *
                                                          visit_bytes(binding, options.size, rounding)));
  if (work.planted_ns > 0) line.field("planted_ns", static_cast<std::int64_t>(work.planted_ns));
  line.close('}');
  line.end();
}

}  // namespace allocscale::runner
