// How many numbers of workers does a scaling law need? The plan and the analysis use the same number.
#pragma once

namespace allocscale {

/// Levels of P within the capacity, 1 included, below which no scaling law is fitted: two coefficients, and
/// enough of the others left when one level is left out.
inline constexpr int levels_for_law = 6;

}  // namespace allocscale
