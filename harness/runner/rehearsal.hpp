// The rehearsal of a replayed layout: the same task runs first in another process with the same allocator,
// and this process then uses the addresses of its blocks. No code here calls an allocation function.
#pragma once

#include <cstddef>
#include <cstdint>

#include "harness/runner/options.hpp"
#include "harness/runner/recording_file.hpp"

namespace allocscale::runner {

/// Runs this program again as the rehearsal of the binding's layout, with the same arguments and environment,
/// and waits for it. Then every page that its blocks lay in is mapped here and present, run by run, and the
/// player stands at the first address. A rehearsal that failed ends this process as it ended. Where its pages
/// are in use here (the address space is randomised), it is done again, at most 8 times.
[[nodiscard]] RecordingFile rehearse(const Options& options);

/// `--rehearse FD`: this process is the rehearsal. It proves the allocator, runs every iteration and leaves
/// the recording in the file. It prints nothing unless it fails.
[[noreturn]] void record(const Options& options);

/// To be called after a phase: fails the trial if the phase did not ask for the blocks of its rehearsal, in
/// that order.
void check_replayed(const RecordingFile& recording, int iteration, std::size_t phase);

/// The null replay: how long it takes to read the phase's addresses and do nothing else, in ns. To be called
/// for the phases in their order, after the last stop.
[[nodiscard]] std::int64_t null_replay_ns(const RecordingFile& recording, int iteration, std::size_t phase);

}  // namespace allocscale::runner
