// A part of the self-benchmark: one question about the instrument, answered in figures beside their targets.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/selfbench/instrument.hpp"

namespace allocscale::selfbench {

struct Figure {
  std::string what;
  std::string value;        // with its unit
  std::string target;       // empty: printed for comparison only
  std::optional<bool> met;  // absent where there is no target
};

struct PartReport {
  std::vector<Figure> figures;
  std::string how;  // how they were measured, in a few sentences
};

/// A part is one file, which defines one of these.
struct Part {
  std::string_view name;
  std::string_view question;
  PartReport (*measure)(Instrument& instrument);  // throws as Instrument::run
};

namespace parts {
extern const Part skew, overhead, harness_cpu, resident, copy, store, growth, page, witness, exec;
}

}  // namespace allocscale::selfbench
