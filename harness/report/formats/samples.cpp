// For other programs: every sample of the blocks that count, a line per worker, iteration and phase, with the
// columns of the view `samples` (docs/data.md) in its order but for block_status, which would be the same in
// each line.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/cell_columns.hpp"
#include "harness/model/metric.hpp"
#include "harness/report/data_page.hpp"
#include "harness/report/format.hpp"

namespace allocscale::formats {
namespace {

std::vector<std::string> column_names() {
  std::vector<std::string> names = {"run", "experiment", "trial", "block", "sub_block", "twin"};
  for (const DataColumn& column : cell_columns()) names.push_back(column.name);
  names.insert(names.end(), {"worker", "iteration", "phase", "alone"});
  for (const MetricInfo& metric : phase_metrics) names.emplace_back(metric.name);
  return names;
}

// What all samples of a trial begin with.
std::vector<DataValue> trial_values(const Report& report, const StoredTrial& trial) {
  const PlannedTrial& planned = trial.planned;
  std::vector<DataValue> values = {std::int64_t{report.dataset.label.number},
                                   report.dataset.run.experiment,
                                   trial.id,
                                   std::int64_t{planned.block},
                                   std::int64_t{planned.sub_block},
                                   std::int64_t{planned.twin}};
  const auto cell = cell_values(report.dataset.run.cells.at(planned.cell));
  values.insert(values.end(), cell.begin(), cell.end());
  return values;
}

void add_sample(std::vector<DataValue>& values, const WorkerResult& worker, const Sample& sample) {
  values.emplace_back(std::int64_t{worker.worker});
  values.emplace_back(std::int64_t{sample.iteration});
  values.emplace_back(std::string(phase_name(sample.phase)));
  values.push_back(sample.alone ? DataValue(std::int64_t{*sample.alone}) : DataValue());
  for (std::size_t i = 0; i < phase_metrics.size(); ++i) {
    const auto& reading = sample.readings.at(i);
    values.push_back(reading ? DataValue(std::int64_t{*reading}) : DataValue());
  }
}

std::string render_samples(const Report& report, const TerminalStyle& style) {
  std::string text;
  DataPage page("csv", style, [&text](std::string_view part) { text += part; });
  page.head(column_names());
  for (const StoredTrial& trial : report.dataset.trials) {
    const std::vector<DataValue> start = trial_values(report, trial);
    for (const WorkerResult& worker : trial.result.workers)
      for (const Sample& sample : worker.samples) {
        std::vector<DataValue> values = start;
        add_sample(values, worker, sample);
        page.row(values);
      }
  }
  page.end();
  return text;
}

}  // namespace

extern const Format samples;
const Format samples = {"samples", "samples.csv",
                        "csv of every sample: a line per worker, iteration and phase", &render_samples};

}  // namespace allocscale::formats
