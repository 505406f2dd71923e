// The tables [[published]] of a spec: figures of others that stand beside what is measured.
#pragma once

#include <string>

#include "harness/model/experiment.hpp"
#include "harness/plan/spec_document.hpp"

namespace allocscale {

/// The figures in one table. Throws RequestError "FILE:LINE:COLUMN: …" at a wrong key or value, and where
/// workers and seconds are not as many.
[[nodiscard]] PublishedFigures read_published(const std::string& file, const SpecValue& value);

}  // namespace allocscale
