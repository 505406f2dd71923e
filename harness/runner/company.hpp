// A sibling's run: one kernel repeated beside the measuring worker, until that has stopped.
#pragma once

#include "harness/runner/options.hpp"
#include "harness/runner/worker.hpp"

namespace allocscale::protocol {
struct Rendezvous;
}
namespace allocscale::kernels {
struct Binding;
}

namespace allocscale::runner {

/// Builds what the first repeat works on. Before the release: pages that a sibling touches for the first time
/// would be faults beside the first worker, of which only one kind of siblings is to have any.
void make_ready_for_company(const Options& options, const kernels::Binding& binding, void* task);

/// Repeats the kernel, which is built, until a measuring worker of the page has stopped; its last answer
/// becomes the report's. At options.operations_per_s the repeats begin at equal distances, and the time
/// between them is spent reading the clock: the CPU is busy, the memory is not. Returns the operations done.
[[nodiscard]] std::uint64_t keep_company(const Options& options, const kernels::Binding& binding, void* task,
                                         const protocol::Rendezvous& page, Report& report);

}  // namespace allocscale::runner
