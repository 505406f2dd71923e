// The words around the brief tables of a terminal: what each table rests on, what was found, and the key.
#pragma once

#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"

namespace allocscale {

/// "concat of 20,000, boxed": with what all rows have in common.
[[nodiscard]] std::string brief_title(const KernelTable& table);

/// "settled, iterations 2 to 5; 20 blocks; separate processes; placement scatter".
[[nodiscard]] std::string brief_subtitle(const KernelTable& table);

/// The sentences of a table that claim something: slowdowns at the headline, costs and what iteration 0 does
/// otherwise, each with a verdict; faults that differ twofold; the A/A check where it fails.
[[nodiscard]] std::vector<std::string> telling_sentences(const KernelTable& table, const Findings& findings);

/// The notes of a table on rows without a number, trials that did not complete, laws, chance and cliffs.
[[nodiscard]] std::vector<std::string> telling_notes(const KernelTable& table, const Findings& findings);

/// The fastest allocator of each task that has a verdict and three allocators or more.
[[nodiscard]] std::vector<std::string> telling_fastest(const Findings& findings);

/// The meaning of the columns, words and marks that the brief tables of these findings have; `left_out`: the
/// columns for which there was no room, which it names.
[[nodiscard]] std::vector<std::string> table_key(const Findings& findings,
                                                 const std::vector<std::string>& left_out);

}  // namespace allocscale
