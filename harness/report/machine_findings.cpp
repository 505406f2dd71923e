#include "harness/report/machine_findings.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>
#include <stdexcept>

#include "harness/base/error.hpp"
#include "harness/base/text_file.hpp"
#include "harness/report/brief_grid.hpp"
#include "harness/report/json_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

constexpr int findings_version = 1;

bool claims_nothing(Verdict verdict) {
  return verdict == Verdict::busy || verdict == Verdict::machine || verdict == Verdict::two_kinds;
}

MachineValue value_of(GridCell cell, const Effect& effect) {
  MachineValue value{std::move(cell.text), cell.tone, std::nullopt};
  if (!claims_nothing(effect.verdict)) value.effect = log_effect(effect.ratio);
  return value;
}

MachineRow row_of(const KernelTable& table, const Row& row) {
  MachineRow found;
  found.task = task_text(table);
  found.row = layout_word(table, row.layout) + allocator_text(row);
  if (table.headline) {
    const AtWorkers& at = *find_at(row, *table.headline);
    found.slowdown = value_of(brief_slowdown(at), at.judged());
  }
  if (const std::optional<CostOf> of = first_change_told(table))
    found.cost = value_of(brief_cost(row.costs[*of]), row.costs[*of].effect);
  found.alone = {brief_time(row.alone), Tone::plain, log_effect(row.alone.time_ns)};
  return found;
}

template <class Value>
Json json_of_optional(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

template <class Value>
std::optional<Value> optional_at(const Json& json, const char* name) {
  const Json& value = json.at(name);
  return value.is_null() ? std::nullopt : std::optional(value.get<Value>());
}

Json json_of_machine(const Machine& m) {
  Json caches = Json::array();
  for (const Cache& cache : m.caches)
    caches.push_back({{"level", cache.level},
                      {"type", cache.type},
                      {"size", cache.bytes},
                      {"shared_by", cache.shared_by_cpus}});
  return {{"cpu", m.cpu_model},
          {"cpus", m.cpus},
          {"cores", m.cores},
          {"packages", m.packages},
          {"numa_nodes", m.numa_nodes},
          {"smt", json_of_optional(m.smt)},
          {"caches", caches},
          {"memory_bytes", m.memory_bytes},
          {"kernel", m.kernel},
          {"libc", m.libc},
          {"compiler", m.compiler},
          {"huge_pages", json_of_optional(m.huge_pages)},
          {"overcommit", json_of_optional(m.overcommit)},
          {"governor", json_of_optional(m.governor)},
          {"hypervisor", json_of_optional(m.hypervisor)},
          {"cgroup_memory_bytes", json_of_optional(m.cgroup_memory_bytes)},
          {"cgroup_cpus", json_of_optional(m.cgroup_cpus)},
          {"ticks_per_second", json_of_optional(m.ticks_per_second)}};
}

Machine machine_of(const Json& json) {
  Machine m;
  m.cpu_model = json.at("cpu").get<std::string>();
  m.cpus = json.at("cpus").get<int>();
  m.cores = json.at("cores").get<int>();
  m.packages = json.at("packages").get<int>();
  m.numa_nodes = json.at("numa_nodes").get<int>();
  m.smt = optional_at<bool>(json, "smt");
  for (const Json& cache : json.at("caches"))
    m.caches.push_back({cache.at("level").get<int>(), cache.at("type").get<std::string>(),
                        cache.at("size").get<std::int64_t>(), cache.at("shared_by").get<int>()});
  m.memory_bytes = json.at("memory_bytes").get<std::int64_t>();
  m.kernel = json.at("kernel").get<std::string>();
  m.libc = json.at("libc").get<std::string>();
  m.compiler = json.at("compiler").get<std::string>();
  m.huge_pages = optional_at<std::string>(json, "huge_pages");
  m.overcommit = optional_at<int>(json, "overcommit");
  m.governor = optional_at<std::string>(json, "governor");
  m.hypervisor = optional_at<std::string>(json, "hypervisor");
  m.cgroup_memory_bytes = optional_at<std::int64_t>(json, "cgroup_memory_bytes");
  m.cgroup_cpus = optional_at<double>(json, "cgroup_cpus");
  m.ticks_per_second = optional_at<int>(json, "ticks_per_second");
  return m;
}

Json json_of_value(const MachineValue& value) {
  Json json = {{"text", value.text}, {"tone", static_cast<int>(value.tone)}};
  if (value.effect) json["log"] = {value.effect->value, value.effect->variance};
  return json;
}

MachineValue value_of(const Json& json) {
  MachineValue value;
  value.text = json.at("text").get<std::string>();
  const int tone = json.at("tone").get<int>();
  if (tone < 0 || tone > static_cast<int>(Tone::doubtful)) throw std::runtime_error("a tone that is none");
  value.tone = static_cast<Tone>(tone);
  if (!json.contains("log")) return value;
  value.effect = NodeEffect{json.at("log").at(0).get<double>(), json.at("log").at(1).get<double>()};
  if (!std::isfinite(value.effect->value) || std::fabs(value.effect->value) > 100 ||
      !std::isfinite(value.effect->variance) || value.effect->variance < 1e-18 ||
      value.effect->variance > 1e4)
    throw std::runtime_error("a number that cannot be");
  return value;
}

MachineFindings findings_of(const Json& json) {
  if (json.at("allocscale_findings").get<int>() != findings_version)
    throw std::runtime_error("of another version of allocscale");
  MachineFindings findings;
  findings.experiment = json.at("experiment").get<std::string>();
  findings.label.number = json.at("run").get<std::int64_t>();
  findings.label.started_at_unix_ns = json.at("started_unix_ns").get<std::int64_t>();
  findings.label.note = json.at("note").get<std::string>();
  findings.node = json.at("node").get<std::string>();
  findings.machine = machine_of(json.at("machine"));
  findings.capacity = json.at("capacity").get<int>();
  findings.margin = json.at("margin").get<double>();
  if (const Json& shard = json.at("shard"); !shard.is_null()) {
    findings.shard = Shard{shard.at(0).get<int>(), shard.at(1).get<int>(), shard.at(2).get<int>(),
                           shard.at(3).get<std::string>()};
    if (findings.shard->number < 1 || findings.shard->number > findings.shard->count)
      throw std::runtime_error("a shard that cannot be");
  }
  for (const Json& build : json.at("builds"))
    findings.builds.push_back({build.at(0).get<std::string>(), build.at(1).get<std::string>(),
                               build.at(2).get<std::string>(), build.at(3).get<std::string>()});
  findings.workers = json.at("workers").get<std::string>();
  findings.against = json.at("against").get<std::string>();
  for (const Json& row : json.at("rows"))
    findings.rows.push_back({row.at("task").get<std::string>(), row.at("row").get<std::string>(),
                             value_of(row.at("slowdown")), value_of(row.at("cost")),
                             value_of(row.at("alone"))});
  return findings;
}

}  // namespace

MachineFindings machine_findings(const Findings& findings) {
  MachineFindings found;
  const RunDescription& run = findings.run;
  found.experiment = run.experiment;
  found.label = findings.label;
  found.node = run.node;
  found.machine = run.machine;
  found.capacity = run.capacity;
  found.margin = run.margin;
  found.shard = run.shard;
  for (const AllocatorBuild& build : run.builds)
    found.builds.push_back({build.name, build.version, build.library_hash, build.binary_hash});
  for (const KernelTable& table : findings.tables) {
    if (table.headline && found.workers.empty()) found.workers = workers_text(*table.headline, run.capacity);
    if (const auto of = first_change_told(table); of && found.against.empty())
      found.against = reference_text(table, *of);
    for (const Row& row : table.rows)
      if (!row.twin) found.rows.push_back(row_of(table, row));
  }
  return found;
}

std::string findings_line(const MachineFindings& findings) {
  Json builds = Json::array(), rows = Json::array(), shard = nullptr;
  for (const MachineBuild& build : findings.builds)
    builds.push_back({build.name, build.version, build.library_hash, build.runner_hash});
  for (const MachineRow& row : findings.rows)
    rows.push_back({{"task", row.task},
                    {"row", row.row},
                    {"slowdown", json_of_value(row.slowdown)},
                    {"cost", json_of_value(row.cost)},
                    {"alone", json_of_value(row.alone)}});
  if (findings.shard)
    shard = {findings.shard->number, findings.shard->count, findings.shard->replicas, findings.shard->split};
  return json_text({{"allocscale_findings", findings_version},
                    {"experiment", findings.experiment},
                    {"run", findings.label.number},
                    {"started_unix_ns", findings.label.started_at_unix_ns},
                    {"note", findings.label.note},
                    {"node", findings.node},
                    {"machine", json_of_machine(findings.machine)},
                    {"capacity", findings.capacity},
                    {"margin", findings.margin},
                    {"shard", shard},
                    {"builds", builds},
                    {"workers", findings.workers},
                    {"against", findings.against},
                    {"rows", rows}}) +
         "\n";
}

std::vector<MachineFindings> read_findings(const std::filesystem::path& path) {
  const auto text = read_text(path);
  if (!text) throw RequestError(fmt::format("cannot read {}", path.string()));
  std::vector<MachineFindings> all;
  std::set<std::string_view> seen;
  std::size_t number = 0;
  for (std::string_view rest = *text; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    ++number;
    if (line.empty() || !seen.insert(line).second) continue;
    try {
      all.push_back(findings_of(Json::parse(line)));
    } catch (const std::exception& failure) {
      throw RequestError(
          fmt::format("{}:{}: this is no line of `allocscale merge --findings`; make the file anew",
                      path.string(), number));
    }
  }
  return all;
}

}  // namespace allocscale
