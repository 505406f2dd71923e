#include "harness/report/run_json.hpp"

#include <optional>
#include <string>
#include <vector>

#include "harness/base/clean_text.hpp"
#include "harness/base/date_text.hpp"
#include "harness/report/estimate_table.hpp"

namespace allocscale {
namespace {

Json text_json(const std::string& text) { return clean_page(text); }

Json texts_json(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push_back(text_json(text));
  return list;
}

template <class Value>
Json json_or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json machine_json(const Machine& machine) {
  Json json = {{"cpu_model", text_json(machine.cpu_model)},
               {"cpus", machine.cpus},
               {"cores", machine.cores},
               {"packages", machine.packages},
               {"numa_nodes", machine.numa_nodes},
               {"smt", json_or_null(machine.smt)},
               {"memory_bytes", machine.memory_bytes},
               {"kernel", text_json(machine.kernel)},
               {"libc", text_json(machine.libc)},
               {"compiler", text_json(machine.compiler)},
               {"huge_pages", json_or_null(machine.huge_pages)},
               {"overcommit", json_or_null(machine.overcommit)},
               {"governor", json_or_null(machine.governor)},
               {"hypervisor", json_or_null(machine.hypervisor)}};
  json["caches"] = Json::array();
  for (const Cache& cache : machine.caches)
    json["caches"].push_back({{"level", cache.level},
                              {"type", text_json(cache.type)},
                              {"size_bytes", cache.bytes},
                              {"shared_by_cpus", cache.shared_by_cpus}});
  return json;
}

Json baseline_json(const Baseline& baseline) {
  Json json = {{"layout", text_json(baseline.layout)}, {"allocator", text_json(baseline.allocator)}};
  for (const auto& [factor, level] : baseline.levels) json[factor] = text_json(level);
  return json;
}

}  // namespace

Json run_json(const Findings& findings) {
  const RunDescription& run = findings.run;
  return {{"number", findings.label.number},
          {"experiment", text_json(run.experiment)},
          {"question", text_json(run.question)},
          {"note", text_json(findings.label.note)},
          {"program", text_json(run.program)},
          {"command", text_json(run.command)},
          {"started_at", utc_time_text(findings.label.started_at_unix_ns)},
          {"baseline", baseline_json(run.baseline)},
          {"estimand", estimand_name(run.estimand)},
          {"design", std::string(design_name(run.design))},
          {"margin", run.margin},
          {"blocks_wanted", run.blocks_wanted},
          {"seed", run.seed},
          {"capacity_cpus", run.capacity},
          {"machine", machine_json(run.machine)}};
}

Json allocators_json(const Findings& findings) {
  Json list = Json::array();
  for (const AllocatorBuild& build : findings.run.builds) {
    list.push_back({{"name", text_json(build.name)},
                    {"version", text_json(build.version)},
                    {"library_path", text_json(build.library_path)},
                    {"library_hash", text_json(build.library_hash)},
                    {"binary_hash", text_json(build.binary_hash)},
                    {"settings", texts_json(build.settings)},
                    {"arm_variables", texts_json(build.arm_variables)}});
  }
  return list;
}

Json estimates_json(const Findings& findings) {
  DataTable table = estimate_table();
  add_estimates(findings, table);
  Json list = Json::array();
  for (const auto& row : table.rows) list.push_back(json_row(table.columns, row));
  return list;
}

}  // namespace allocscale
