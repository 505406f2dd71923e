// A line of JSON for the run, each allocator, each estimate, each trial and each sample, told apart by
// "type".
#include <string_view>

#include "harness/base/clean_text.hpp"
#include "harness/model/outcome.hpp"
#include "harness/report/format.hpp"
#include "harness/report/run_json.hpp"

namespace allocscale::formats {
namespace {

Json typed(const char* type, const Json& members) {
  Json object = {{"type", type}};
  object.update(members);
  return object;
}

template <class Infos, class Values>
void add_readings(Json& object, const Infos& infos, const Values& values) {
  for (std::size_t i = 0; i < infos.size(); ++i)
    object[std::string(infos[i].name)] = values.at(i) ? Json(*values.at(i)) : Json(nullptr);
}

// What names a trial.
Json trial_key(const Report& report, const StoredTrial& trial) {
  Json object = {{"run", report.findings.label.number},
                 {"trial", trial.id},
                 {"block", trial.planned.block},
                 {"sub_block", trial.planned.sub_block},
                 {"twin", trial.planned.twin ? 1 : 0}};
  object.update(json_cell(report.dataset.run.cells.at(trial.planned.cell)));
  return object;
}

std::string trial_lines(const Report& report, const StoredTrial& trial) {
  const Json key = trial_key(report, trial);
  Json object = typed("trial", key);
  object["outcome"] = std::string(outcome_name(trial.result.outcome));
  object["message"] = clean_page(trial.result.message);
  add_readings(object, trial_metrics, trial.result.readings);
  std::string text = json_text(object) + "\n";
  for (const WorkerResult& worker : trial.result.workers)
    for (const Sample& sample : worker.samples) {
      Json line = typed("sample", key);
      line["worker"] = worker.worker;
      line["iteration"] = sample.iteration;
      line["phase"] = std::string(phase_name(sample.phase));
      line["alone"] = sample.alone ? Json(*sample.alone ? 1 : 0) : Json(nullptr);
      add_readings(line, phase_metrics, sample.readings);
      text += json_text(line) + "\n";
    }
  return text;
}

std::string render_jsonl(const Report& report, const TerminalStyle&) {
  std::string text = json_text(typed("run", run_json(report.findings))) + "\n";
  for (const Json& allocator : allocators_json(report.findings))
    text += json_text(typed("allocator", allocator)) + "\n";
  for (const Json& estimate : estimates_json(report.findings))
    text += json_text(typed("estimate", estimate)) + "\n";
  for (const StoredTrial& trial : report.dataset.trials) text += trial_lines(report, trial);
  return text;
}

}  // namespace

extern const Format jsonl;
const Format jsonl = {"jsonl", "jsonl", "lines of JSON: run, allocators, estimates, every trial and sample",
                      &render_jsonl};

}  // namespace allocscale::formats
