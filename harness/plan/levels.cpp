#include "harness/plan/levels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/base/quantity.hpp"
#include "harness/base/text_file.hpp"

namespace allocscale {
namespace {

std::vector<std::string> words_at_commas(std::string_view option, std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    words.push_back(trimmed(text.substr(from, comma - from)));
    if (words.back().empty())
      throw RequestError(
          fmt::format("{}: an empty word in '{}'; expected words separated by commas", option, text));
    from = comma + 1;
  }
  return words;
}

bool starts_like_a_number(const std::string& word) { return word.find_first_of("-+.0123456789") == 0; }

}  // namespace

std::vector<std::string> level_words(const Factor& factor) {
  std::vector<std::string> words;
  for (const FactorLevel& level : factor.levels) words.emplace_back(level.name);
  return words;
}

std::string level_hint(const Factor& factor, std::string_view word) {
  if (factor.name == "history" && word == "inherited")
    return "; inherited is a kernel, whose task makes the list and then forks: --kernel inherited";
  return name_hint(word, level_words(factor));
}

std::span<const std::string> estimand_words() {
  static const std::array<std::string, 2> words = {estimand_name(Estimand::cold),
                                                   estimand_name(Estimand::settled)};
  return words;
}

std::span<const std::string> design_words() {
  static const std::array<std::string, 2> words = {std::string(design_name(Design::separate)),
                                                   std::string(design_name(Design::paired))};
  return words;
}

std::span<const std::string> size_words() {
  static const std::array<std::string, 2> words = {"small", "paper"};
  return words;
}

std::string level_text(const SizeLevel& level) {
  return level.word.empty() ? std::to_string(level.number) : level.word;
}

std::vector<std::string> parse_names(std::string_view option, std::string_view text) {
  std::vector<std::string> names = words_at_commas(option, text);
  const bool all = contains(names, "all");
  if (all && names.size() > 1)
    throw RequestError(fmt::format("{}: 'all' stands alone, not in a list '{}'", option, text));
  if (all) return {every_name};
  return names;
}

std::vector<WorkersLevel> parse_workers(std::string_view text) {
  std::vector<WorkersLevel> levels;
  for (const std::string& word : words_at_commas("--workers", text)) {
    const std::uint64_t number = parse_count(word).value_or(0);
    WorkersLevel level{.max = word == "max", .scaling = word == "scaling"};
    if (!level.max && !level.scaling) {
      if (number < 1 || number > most_workers)
        throw RequestError(fmt::format(
            "--workers: '{}' is no number of workers; expected 1 to {}, max or scaling", word, most_workers));
      level.number = static_cast<int>(number);
    }
    levels.push_back(level);
  }
  return levels;
}

std::vector<SizeLevel> parse_sizes(std::string_view text) {
  std::vector<SizeLevel> levels;
  const std::span<const std::string> words = size_words();
  for (const std::string& word : words_at_commas("--size", text)) {
    if (contains(words, word)) {
      levels.push_back({word, 0});
      continue;
    }
    if (!starts_like_a_number(word))
      throw RequestError(
          fmt::format("--size: unknown size '{}'{}; or a number of elements", word, name_hint(word, words)));
    const std::uint64_t number = parse_amount(word).value_or(0);
    if (number < 1 || number > most_elements)
      throw RequestError(fmt::format(
          "--size: '{}' is no number of elements; expected 1 to {}, such as 80_000 or 2M; or small or paper",
          word, format_count(static_cast<double>(most_elements))));
    levels.push_back({"", number});
  }
  return levels;
}

std::vector<std::string> parse_levels(const Factor& factor, std::string_view text) {
  const std::string option = option_of(factor);
  std::vector<std::string> levels = words_at_commas(option, text);
  for (const std::string& level : levels)
    if (!find_level(factor, level))
      throw RequestError(
          fmt::format("{}: unknown {} '{}'{}", option, factor.name, level, level_hint(factor, level)));
  return levels;
}

}  // namespace allocscale
