// The table [command] of a spec: a program that is measured, alone or beside kernels.
#pragma once

#include <string>
#include <vector>

#include "harness/model/program.hpp"
#include "harness/plan/spec_document.hpp"

namespace allocscale {

/// The task of the table [command], or those of several [[command]], each with a name of its own. {here}
/// stands for the folder of the spec. Throws RequestError "FILE:LINE:COLUMN: …" at a wrong key or value, at a
/// name that is missing or there twice.
[[nodiscard]] std::vector<ProgramTask> read_commands(const std::string& file, const SpecValue& value);

}  // namespace allocscale
