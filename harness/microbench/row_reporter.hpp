// Google Benchmark's console table when every row is printed by another process: one context, one header, one
// width.
#pragma once

#include <benchmark/benchmark.h>

#include <vector>

#include "harness/microbench/options.hpp"

namespace allocscale::microbench {

class RowReporter : public benchmark::ConsoleReporter {
 public:
  RowReporter(OutputOptions options, const ChildRole& role) : ConsoleReporter(options), role_(role) {}

  bool ReportContext(const Context& context) override {
    name_field_width_ = context.name_field_width + role_.wider;
    printed_header_ = !role_.first;
    if (role_.first) PrintBasicContext(&GetErrorStream(), context);
    return true;
  }

  void ReportRuns(const std::vector<Run>& runs) override {
    if (printed_header_ && !runs.empty())
      prev_counters_ = runs.front().counters;  // all rows have the same columns
    ConsoleReporter::ReportRuns(runs);
  }

 private:
  ChildRole role_;
};

}  // namespace allocscale::microbench
