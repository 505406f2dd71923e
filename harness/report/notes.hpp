// The texts around the tables: the head (what was run and what was proven), the notes (what to doubt), and
// the explanation of the columns.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "harness/analysis/findings.hpp"

namespace allocscale {

/// The name in head_lines() of the command that began the run.
inline constexpr const char* command_line_name = "command";

/// Name and text: the run in its store, if it is in one, and the note that the user gave it; machine,
/// baseline, blocks and seed, CPUs; which program and which command began it, where that is known.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> head_lines(const Findings& findings);

/// "3, 2026-11-26 20:58": the number and the beginning of a stored run.
[[nodiscard]] std::string run_words(const RunLabel& label);

/// The note that each complete trial proved which library owns its allocation functions, and how.
[[nodiscard]] std::string proof_note(const Findings& findings);

/// What sets the allocator beside its name, each cleaned: "MALLOC_CONF=background_thread:true".
[[nodiscard]] std::vector<std::string> settings_of(const AllocatorBuild& build);

/// "Times are the mean of iterations 2 to 5 (settled); 20 blocks; placement scatter".
[[nodiscard]] std::string table_subtitle(const KernelTable& table);

/// The raised flags, each with its advice.
[[nodiscard]] std::vector<std::string> flag_notes(const KernelTable& table);

/// Cells whose launches are of two kinds: both modes.
[[nodiscard]] std::vector<std::string> mode_notes(const KernelTable& table, const Findings& findings);

/// Cells with trials that did not complete: outcome, number, first message.
[[nodiscard]] std::vector<std::string> ending_notes(const KernelTable& table, const Findings& findings);

/// The number of blocks that a comparison leaves out because a partner trial is missing.
[[nodiscard]] std::vector<std::string> left_out_notes(const KernelTable& table, const Findings& findings);

/// Differences that stand alone but not among all contrasts of the findings at a false discovery rate of 5 %.
[[nodiscard]] std::vector<std::string> discovery_notes(const KernelTable& table, const Findings& findings);

/// The scaling law of each row that has one, and how well it and a saturation predict a level left out.
/// If no row has a law although slowdowns are known at three numbers of workers or more (1 included), and the
/// reason is that too few of these lie within the capacity, the note says so.
[[nodiscard]] std::vector<std::string> law_notes(const KernelTable& table, const Findings& findings);

/// Rows whose list buffers are given back when they are freed, from the cliff maps of the store.
[[nodiscard]] std::vector<std::string> cliff_notes(const KernelTable& table);

/// What the asterisk means; empty without one.
[[nodiscard]] std::string oversubscription_note(const KernelTable& table, const Findings& findings);

/// Why peak memory is absent where several workers are threads of one process; empty where none is.
[[nodiscard]] std::string shared_process_note(const KernelTable& table);

/// How each column was made and what the verdicts claim.
[[nodiscard]] std::vector<std::string> reading_notes(const Findings& findings, bool wide = false);

/// All notes under the table: what the asterisk means, the memory of threads, the cells without a number,
/// laws, differences that may be chance, cliffs, flags.
[[nodiscard]] std::vector<std::string> table_notes(const KernelTable& table, const Findings& findings);

}  // namespace allocscale
