// The measured part of a worker: its iterations, phase by phase.
#pragma once

#include "harness/runner/meter/phase_meter.hpp"
#include "harness/runner/options.hpp"
#include "harness/runner/recording_file.hpp"
#include "harness/runner/result_pipe.hpp"
#include "harness/runner/worker.hpp"

namespace allocscale::protocol {
struct Rendezvous;
}
namespace allocscale::kernels {
struct Binding;
}

namespace allocscale::runner {

/// What a worker measures with; all of it is made before the start.
struct Instruments {
  PhaseMeter meter;
  ResultPipe result;
  const RecordingFile* recording;  // of the layout's rehearsal; nullptr: it needs none
};

/// Runs the iterations, and fills in what each phase took and each answer. In a paired trial each begins when
/// it is its turn (harness/runner/turns.hpp); `page` may be nullptr otherwise.
void measure(const Options& options, const kernels::Binding& binding, void* task, Instruments& with,
             protocol::Rendezvous* page, Report& report);

/// Enters how much of each replayed phase was reading the recorded addresses; to be called after the last
/// stop.
void read_null_replay(const Options& options, const RecordingFile& recording, Report& report);

}  // namespace allocscale::runner
