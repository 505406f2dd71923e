// The end of an explanation, in plain sentences that claim no more than the ledgers do.
#pragma once

#include <string>
#include <vector>

#include "harness/attribution/attribution.hpp"

namespace allocscale {

/// At most four: the cause, the evidence, what changes it, what could not be told here.
[[nodiscard]] std::vector<std::string> closing_sentences(const Attribution& attribution);

}  // namespace allocscale
