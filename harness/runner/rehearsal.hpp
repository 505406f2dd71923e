// A replayed layout's first act: the same task in another process with the same allocator, whose addresses
// become this one's. Nothing of it calls an allocation function here.
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

/// `--rehearse FD`: is the rehearsal. Proves the allocator, runs every iteration and leaves the recording in
/// the file. Says nothing unless it fails.
[[noreturn]] void record(const Options& options);

/// After a phase: fails the trial if it did not ask for what its rehearsal asked for, in that order.
void check_replayed(const RecordingFile& recording, int iteration, std::size_t phase);

/// The null replay: how long reading the phase's addresses takes alone. From the first phase on, after the
/// last stop.
[[nodiscard]] std::int64_t null_replay_ns(const RecordingFile& recording, int iteration, std::size_t phase);

}  // namespace allocscale::runner
