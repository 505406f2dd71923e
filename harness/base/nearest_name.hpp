// "Did you mean": the valid name closest to a wrong one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace allocscale {

/// The candidate with the least edit distance (insert, delete, replace, swap of neighbours; Damerau 1964) to
/// `wrong`; empty when the best is further away than a third of the longer word, two slips in a short one.
[[nodiscard]] std::string nearest_name(std::string_view wrong, std::span<const std::string> candidates);

/// "; did you mean 'concat'?" or, with nothing near, "; valid: a, b, c".
[[nodiscard]] std::string name_hint(std::string_view wrong, std::span<const std::string> candidates);

}  // namespace allocscale
