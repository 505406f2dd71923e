// Levels as words: the notation that spec files and command-line options share.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/experiment.hpp"
#include "harness/model/factor.hpp"

namespace allocscale {

inline constexpr std::int64_t most_workers = 4096;
inline constexpr std::int64_t most_elements = 1'000'000'000'000;
inline constexpr std::int64_t most_blocks = 100'000;
inline constexpr std::int64_t most_iterations = 1'000;

/// In the lists of Experiment, it stands for every name.
inline const std::string every_name = "*";

/// The names of the factor's levels, in the order of its table.
[[nodiscard]] std::vector<std::string> level_words(const Factor& factor);
/// What a message says after a word that is no level of the factor: "; did you mean 'fork'?", or where else
/// the word is known.
[[nodiscard]] std::string level_hint(const Factor& factor, std::string_view word);
/// "cold", "settled", in the order of the enum.
[[nodiscard]] std::span<const std::string> estimand_words();
/// "separate", "paired", in the order of the enum.
[[nodiscard]] std::span<const std::string> design_words();
/// "small", "paper".
[[nodiscard]] std::span<const std::string> size_words();

/// The size as it is written: "small", "40000".
[[nodiscard]] std::string level_text(const SizeLevel& level);

// Parsers of the lists that command-line options take; commas separate the words. Each throws RequestError
// "--OPTION: …" at a word that is unknown, empty or outside the bounds above. The message has what was
// expected, or the nearest valid word.

/// Names, as in "concat,copy"; "all" alone stands for every name.
[[nodiscard]] std::vector<std::string> parse_names(std::string_view option, std::string_view text);
/// Numbers of workers, as in "1,2,4", "1,max" or "scaling", for --workers.
[[nodiscard]] std::vector<WorkersLevel> parse_workers(std::string_view text);
/// Sizes, as in "small", "paper", "40000" or "80_000,small", for --size.
[[nodiscard]] std::vector<SizeLevel> parse_sizes(std::string_view text);
/// Levels of a factor, as in "fork,thread", for its option.
[[nodiscard]] std::vector<std::string> parse_levels(const Factor& factor, std::string_view text);

}  // namespace allocscale
