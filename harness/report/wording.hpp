// The words for the values of the analysis types: the same in tables, sentences and notes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/report/grid.hpp"

namespace allocscale {

/// Whether a table's cell has a word for it: there is a ratio, or there is none because launches are of two
/// kinds.
[[nodiscard]] bool has_verdict(const Effect& effect);

/// Whether a difference by its own interval does not stand among all contrasts of the run, at the false
/// discovery rate.
[[nodiscard]] bool may_be_chance(const Effect& effect);

/// Whether the effect has this verdict, a loss or a gain, and it stands among all contrasts of the run.
[[nodiscard]] bool is_shown(const Effect& effect, Verdict verdict);

/// Of a slowdown: "LOSS", "GAIN", "equivalent", "inconclusive", "no verdict: 6 blocks"; "LOSS (chance?)"
/// where that may be chance.
[[nodiscard]] std::string slowdown_word(const Effect& effect);

/// Of a cost: "slower", "faster", "tie", "inconclusive", "no verdict: 6 blocks".
[[nodiscard]] std::string cost_word(const Effect& effect);

/// What data say of a slowdown: verdict_name, without marks; of a cost the words of the tables, "slower",
/// "faster" and "tie". Empty where there is no ratio.
[[nodiscard]] std::string slowdown_name(const Effect& effect);
[[nodiscard]] std::string cost_name(const Effect& effect);

/// Good where less time is taken, bad where more; doubtful where the verdict is. A cost of nothing is plain,
/// a slowdown of nothing good.
[[nodiscard]] Tone cost_tone(const Effect& effect);
[[nodiscard]] Tone slowdown_tone(const Effect& effect);

/// "alone", "2 workers", "4* workers" when above the capacity.
[[nodiscard]] std::string workers_text(int workers, int capacity);

/// "L1 32.0 KiB, L2 512 KiB, L3 16.0 MiB for 2 CPUs": those that hold data; empty where none is known.
[[nodiscard]] std::string caches_text(const Machine& machine);

/// "concat of 20,000".
[[nodiscard]] std::string task_text(const KernelTable& table);

/// "iteration 0 (cold)", "the mean of iterations 2 to 5 (settled)", "not settled within 3 iterations".
[[nodiscard]] std::string estimand_text(Estimand estimand, std::optional<int> settled_from, int iterations);

/// "boxed ", for a name or a task to follow; nothing of a control or a probe, whose layout says nothing.
[[nodiscard]] std::string layout_word(const KernelTable& table, const std::string& layout);

/// Whether the rows' layout is worth a word: lists have one; programs where several variants are compared.
[[nodiscard]] bool tells_layouts(const KernelTable& table);

/// "boxed concat of 16,000", "compute of 1,000"; of programs "python3 job.py, PYTHONMALLOC=malloc", or the
/// command where several are compared.
[[nodiscard]] std::string layout_task_text(const KernelTable& table, const std::string& layout);

/// "boxed glibc", and after a comma the levels of the factors that vary, "boxed glibc, start exec".
[[nodiscard]] std::string baseline_text(const Baseline& baseline);

/// The same of one table's: with the levels that its rows tell.
[[nodiscard]] std::string baseline_text(const KernelTable& table);

/// The costs that a table has: of what differs between its rows; of the twin where nothing else does.
[[nodiscard]] std::vector<CostOf> costs_told(const KernelTable& table);

/// The first of these that is a change, and not the twin: nothing where no row differs from another.
[[nodiscard]] std::optional<CostOf> first_change_told(const KernelTable& table);

/// What the rows of one cost are compared with: "glibc, same layout", "boxed, same allocator", "start exec,
/// same layout and allocator"; of a twin "boxed glibc".
[[nodiscard]] std::string reference_text(const KernelTable& table, CostOf of);

/// "3 %".
[[nodiscard]] std::string margin_text(double margin);

/// "67 % of its time alone and 37 % with 2 workers": the shares of the elapsed time that were waiting, where
/// they are above most_waiting_of_row. Empty where neither is.
[[nodiscard]] std::string waiting_words(std::optional<double> alone, std::optional<double> together,
                                        int workers);

}  // namespace allocscale
