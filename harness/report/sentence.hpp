// A table's results as plain sentences. The verdicts choose the words; no sentence claims more than its
// verdict.
#pragma once

#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"

namespace allocscale {

/// One sentence per number of workers and layout on the slowdown: "With glibc, boxed concat of 20,000
/// takes 1.31× as long with 2 workers as alone (95 % interval 1.27 to 1.36: a loss); with mimalloc 1.01×
/// (0.99 to 1.02: the same within 3 %)." Empty without a level above one worker.
[[nodiscard]] std::vector<std::string> slowdown_sentences(const KernelTable& table, const Findings& findings);

/// The costs of the rows, like with like: first of the allocators within each layout, "Alone, with
/// contiguous: mimalloc takes 26 % more time than glibc (…)", then of the layouts within each allocator,
/// "Alone, with mimalloc: contiguous takes 92 % less time than boxed (…)", then of the settings. Empty when
/// there is nothing but the baseline.
[[nodiscard]] std::vector<std::string> cost_sentences(const KernelTable& table, const Findings& findings);

/// Per layout, the faults of iteration 0, alone, of the baseline's allocator and each other's: "mimalloc
/// takes 904 times fewer (727)".
[[nodiscard]] std::vector<std::string> fault_sentences(const KernelTable& table);

/// The A/A check at the headline: does the twin differ from the baseline, which it is a copy of? Empty
/// without a twin; without a claim below blocks_for_verdict.
[[nodiscard]] std::string twin_sentence(const KernelTable& table, double margin);

/// Who is fastest alone under each layout, with all that cannot be told from it: "boxed: mimalloc; jemalloc
/// cannot be told from it". Empty where one allocator is alone.
[[nodiscard]] std::vector<std::string> fastest_sentences(const KernelTable& table);

/// What stands above them: the joint comparisons are those of one line.
inline constexpr const char* fastest_heading =
    "Fastest alone, and all that cannot be told from it (95 % for each line):";

/// Those of every table.
[[nodiscard]] std::vector<std::string> all_fastest_sentences(const Findings& findings);

/// All of the above but the fastest, in this order.
[[nodiscard]] std::vector<std::string> sentences(const KernelTable& table, const Findings& findings);

}  // namespace allocscale
