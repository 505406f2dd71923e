// The runs of one experiment on several machines, as their findings.
#pragma once

#include <string>
#include <vector>

#include "harness/report/machine_findings.hpp"
#include "harness/store/store.hpp"

namespace allocscale {

/// Of each machine, by its fingerprint and name, the newest run of the experiment, or the newest of each of
/// its shards; the oldest first. `experiment`: that of the newest run with a trial where it is empty. One run
/// is in memory at a time. Runs that were split otherwise than the newest are left out, and said in `notes`.
[[nodiscard]] std::vector<MachineFindings> findings_by_machine(Store& store, const std::string& experiment,
                                                               std::vector<std::string>& notes);

}  // namespace allocscale
