#include "harness/report/cold_words.hpp"

#include <fmt/format.h>

#include "harness/base/joined.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

bool opposite(const Effect& one, const Effect& other) {
  return (one.verdict == Verdict::loss && other.verdict == Verdict::gain) ||
         (one.verdict == Verdict::gain && other.verdict == Verdict::loss);
}

// "contiguous mimalloc takes 1.69× the time of contiguous glibc in iteration 0 (1.50 to 1.90), 0.34× once
// settled (0.30 to 0.38)".
std::vector<std::string> other_winners(const KernelTable& settled, const KernelTable& cold) {
  std::vector<std::string> clauses;
  for (std::size_t i = 0; i < settled.rows.size(); ++i)
    for (const CostOf of : {CostOf::allocator, CostOf::layout, CostOf::setting}) {
      const Effect& late = settled.rows[i].costs[of].effect;
      const Effect& early = cold.rows[i].costs[of].effect;
      if (!opposite(late, early)) continue;
      clauses.push_back(fmt::format("{} takes {} the time of {} in iteration 0 ({}), {} once settled ({})",
                                    row_text(settled.rows[i]), times_text(early.ratio),
                                    settled.rows[i].costs[of].against, range_text(early.ratio),
                                    times_text(late.ratio), range_text(late.ratio)));
    }
  return clauses;
}

// "boxed glibc 1.31× (1.25 to 1.36)", of the losses that only iteration 0 has.
std::vector<std::string> cold_losses(const KernelTable& settled, const KernelTable& cold, std::size_t level) {
  std::vector<std::string> clauses;
  for (std::size_t i = 0; i < settled.rows.size(); ++i) {
    const Row& row = cold.rows[i];
    const Effect& early = row.together[level].judged();
    if (row.twin || early.verdict != Verdict::loss || may_be_chance(early) ||
        settled.rows[i].together[level].judged().verdict == Verdict::loss)
      continue;
    clauses.push_back(
        fmt::format("{} {} ({})", row_text(row), times_text(early.ratio), range_text(early.ratio)));
  }
  return clauses;
}

}  // namespace

std::vector<std::string> cold_sentences(const KernelTable& table) {
  std::vector<std::string> all;
  if (table.cold.empty()) return all;
  const KernelTable& cold = table.cold.front();
  if (const auto clauses = other_winners(table, cold); !clauses.empty())
    all.push_back(fmt::format("Cold and settled times have different winners: {}.", joined(clauses, "; ")));
  for (std::size_t level = 0; level < table.workers.size(); ++level)
    if (const auto clauses = cold_losses(table, cold, level); !clauses.empty())
      all.push_back(fmt::format("A loss with {} workers in iteration 0, and none shown once settled: {}.",
                                table.workers[level], joined(clauses, "; ")));
  return all;
}

}  // namespace allocscale
