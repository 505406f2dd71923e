// What the command line asks for: the request of each command, and words that are read after it is parsed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/cli/cliffs_command.hpp"
#include "harness/cli/cluster_command.hpp"
#include "harness/cli/compare_command.hpp"
#include "harness/cli/exec_command.hpp"
#include "harness/cli/explain_command.hpp"
#include "harness/cli/figure_command.hpp"
#include "harness/cli/merge_command.hpp"
#include "harness/cli/output_options.hpp"
#include "harness/cli/query_command.hpp"
#include "harness/cli/report_command.hpp"
#include "harness/cli/run_command.hpp"
#include "harness/cli/runs_command.hpp"
#include "harness/cli/selftest_command.hpp"

namespace allocscale {

/// Values of the command line that are read after it is parsed.
struct Words {
  std::string line;  // all of it, as for a shell
  std::string allocators, kernels, layouts, workers, sizes, events, budget, deadline, wait_quiet, precision,
      design, baseline, format, time_limit, what, pattern, shard;
  int replicas = 0;                           // 0: not given
  std::map<std::string, std::string> levels;  // of run, by factor
  std::vector<std::string> described;
  std::vector<std::string> helped;
  std::string shell;
  bool command = false;
  bool quick = false, full = false;  // of selftest
  bool share_machine = false;        // of doctor and arms
  bool all_circumstances = false;    // of doctor
};

/// Each command fills its own, all of them the words.
struct Requests {
  RunRequest run;
  ExecRequest exec;
  CliffsRequest cliffs;
  ReportRequest report;
  FigureRequest figure;
  ExplainRequest explain;
  RunsRequest runs;
  CompareRequest compare;
  MergeRequest merge;
  ClusterRequest cluster;
  QueryRequest query;
  SelftestRequest selftest;
  Words words;
  OutputWords output;
};

}  // namespace allocscale
