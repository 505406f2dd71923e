// Levels as words: the part of the notation that spec files and command-line options share.
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

/// Stands for every name there is, in the lists of Experiment.
inline const std::string every_name = "*";

/// Of a factor, in the order of its table.
[[nodiscard]] std::vector<std::string> level_words(const Factor& factor);
/// "cold", "warm", in the order of the enum.
[[nodiscard]] std::span<const std::string> estimand_words();
/// "small", "paper".
[[nodiscard]] std::span<const std::string> size_words();

/// As it is written: "small", "40000".
[[nodiscard]] std::string level_text(const SizeLevel& level);

// Lists of a command-line option, words separated by commas. Each throws RequestError "--OPTION: …" with what
// was expected, or the nearest valid word, when a word is none, is empty, or lies outside the bounds above.

/// "concat,copy"; "all" alone is every name.
[[nodiscard]] std::vector<std::string> parse_names(std::string_view option, std::string_view text);
/// "1,2,4", "1,max" or "scaling", for --workers.
[[nodiscard]] std::vector<WorkersLevel> parse_workers(std::string_view text);
/// "small", "paper", "40000", "80_000,small", for --size.
[[nodiscard]] std::vector<SizeLevel> parse_sizes(std::string_view text);
/// "fork,thread", for the option of a factor.
[[nodiscard]] std::vector<std::string> parse_levels(const Factor& factor, std::string_view text);

}  // namespace allocscale
