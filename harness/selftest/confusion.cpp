#include "harness/selftest/confusion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace allocscale {
namespace {

std::string excuse_of(const PlantedKernel& planted, const Attribution& attribution) {
  for (const Roof& roof : attribution.roofs)
    if (!planted.excusing_probe.empty() && roof.probe == planted.excusing_probe &&
        roof.blocks >= blocks_for_verdict && roof.retained.low >= 1 - attribution.margin &&
        roof.retained.high <= 1 + attribution.margin)
      return fmt::format(
          "{} keeps {:.1f} % ({:.1f} to {:.1f}) of its rate with {} workers: nothing to lose here",
          roof.probe, 100 * roof.retained.estimate, 100 * roof.retained.low, 100 * roof.retained.high,
          attribution.subject.workers);
  return {};
}

ConfusionRow row_of(const PlantedKernel& planted, std::string_view kernel, bool competitor,
                    std::span<const CampaignAttributions> campaigns) {
  ConfusionRow row;
  row.planted = &planted;
  for (const CampaignAttributions& campaign : campaigns) {
    if (campaign.competitor != competitor) continue;
    row.unsettled +=
        static_cast<int>(std::count(campaign.unsettled.begin(), campaign.unsettled.end(), kernel));
    for (const Attribution& attribution : campaign.attributions) {
      if (attribution.kernel != kernel) continue;
      const Named named = name_cause(attribution);
      ++row.named[static_cast<std::size_t>(named)];
      const std::string excuse = named == Named::no_loss ? excuse_of(planted, attribution) : "";
      if (!excuse.empty()) ++row.excused;
      if (row.excuse.empty()) row.excuse = excuse;
    }
  }
  return row;
}

}  // namespace

int ConfusionRow::tasks() const { return std::accumulate(named.begin(), named.end(), unsettled); }

int ConfusionRow::right() const {
  int count = 0;
  for (const Named name : planted->right) count += named[static_cast<std::size_t>(name)];
  return count;
}

int ConfusionRow::allowed_wrong() const {
  const int all = tasks();
  return std::max(all / 20, all >= 3 ? 1 : 0);
}

std::vector<ConfusionRow> confusion(std::span<const CampaignAttributions> campaigns) {
  std::vector<ConfusionRow> rows;
  for (const PlantedKernel& planted : planted_kernels())
    rows.push_back(row_of(planted, planted.name, false, campaigns));
  rows.push_back(row_of(competitor_plant(), null_kernel, true, campaigns));
  std::erase_if(rows, [](const ConfusionRow& row) { return row.tasks() == 0; });
  return rows;
}

}  // namespace allocscale
