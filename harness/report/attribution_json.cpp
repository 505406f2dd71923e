#include "harness/report/attribution_json.hpp"

#include "harness/attribution/naming.hpp"
#include "harness/base/clean_text.hpp"
#include "harness/base/date_text.hpp"
#include "harness/report/closing.hpp"
#include "harness/report/json_text.hpp"

namespace allocscale {
namespace {

Json json_of(double value) { return value; }

Json json_of(const Interval& interval) {
  return {{"estimate", interval.estimate}, {"low", interval.low}, {"high", interval.high}};
}

Json json_of(const SplitLine& line) {
  return {{"points", json_of(line.points)}, {"tick_error", line.tick_error}};
}

Json json_of(const MeasuredRatio& measured) {
  Json json = json_of(measured.ratio);
  json["blocks"] = measured.blocks;
  return json;
}

Json json_of(const Modes& modes) {
  return {{"low_ns", modes.low},
          {"high_ns", modes.high},
          {"low_share", modes.low_share()},
          {"trials", modes.count}};
}

Json json_of(Grade grade) { return grade_name(grade); }

Json json_of(const MachineLoss& machine) {
  return {{"kernel", machine.kernel},
          {"blocks", machine.blocks},
          {"time_ns", machine.time_ns},
          {"points", json_of(machine.points)}};
}

template <class Value>
Json json_of(const std::optional<Value>& value) {
  return value ? json_of(*value) : Json(nullptr);
}

Json json_of(const Launches& launches) {
  return {{"cell", launches.cell},
          {"alone_ns", json_of(launches.alone_ns)},
          {"together_ns", json_of(launches.together_ns)},
          {"modes_alone", json_of(launches.alone)},
          {"modes_together", json_of(launches.together)}};
}

Json json_of(const GameValue& value) {
  return {{"points", json_of(value.points)},
          {"bracket", {value.least, value.most}},
          {"share", json_of(value.share)},
          {"robust_where_tails_matter", json_of(value.robust_where_tails_matter)},
          {"detectable", value.standing == Standing::negligible ? Json(nullptr) : json_of(value.detectable)},
          {"verdict", standing_name(value.standing)}};
}

// A value that no order of removal changes.
Json without_bracket(const GameValue& value) {
  Json json = json_of(value);
  json.erase("bracket");
  return json;
}

// What remains after all suspects: of the loss it may be unexplained, of the time alone it is simply the
// rest.
Json left_of(const GameValue& left, bool of_the_loss) {
  Json json = without_bracket(left);
  if (!of_the_loss)
    json.erase("verdict");
  else if (left.standing == Standing::cause)
    json["verdict"] = "unexplained";
  return json;
}

Json json_of(const std::vector<Suspect>& suspects) {
  Json names = Json::array();
  for (const Suspect suspect : suspects) names.push_back(suspect_name(suspect));
  return names;
}

Json json_of(const Component& component) {
  return {{"suspects", json_of(component.suspects)},
          {"loss", json_of(component.loss)},
          {"loss_grade", json_of(component.loss_grade)},
          {"cost", json_of(component.cost)},
          {"cost_grade", json_of(component.cost_grade)}};
}

Json json_of(const Interaction& interaction) {
  return {{"first", json_of(interaction.first)},
          {"second", json_of(interaction.second)},
          {"loss", json_of(interaction.loss)},
          {"cost", json_of(interaction.cost)},
          {"exploratory", true}};
}

Json json_of(const PhaseLedger& account) {
  const TimeLedger& lines = account.lines;
  return {{"phase", account.phase},          {"elapsed", json_of(lines.wall)},
          {"cpu", json_of(lines.cpu)},       {"user", json_of(lines.user)},
          {"system", json_of(lines.system)}, {"run_queue", json_of(lines.run_queue)},
          {"elsewhere", json_of(lines.rest)}};
}

Json json_of(const Check& check) {
  return {{"kind", check.kind == CheckKind::manipulation ? "manipulation" : "placebo"},
          {"removal", check.removal},
          {"counter", check.counter},
          {"before", json_of(check.before)},
          {"after", json_of(check.after)},
          {"result", check_result_name(check.result)}};
}

Json json_of(const MemoryLeft& left) {
  return {{"proportional_bytes", json_of(left.proportional)}, {"retained_bytes", json_of(left.retained)}};
}

Json json_of(const Change& change) {
  return {{"name", change.name},
          {"alone", json_of(change.alone)},
          {"together", json_of(change.together)},
          {"slowdown", json_of(change.slowdown)},
          {"of_slowdown", json_of(change.of_slowdown)},
          {"launches", json_of(change.launches)},
          {"memory_left", json_of(change.left)}};
}

Json json_of(const Interference& one) {
  return {{"siblings", siblings_name(one.siblings)},
          {"blocks", one.blocks},
          {"points", json_of(one.points)},
          {"points_beyond_machine", json_of(one.beyond_machine)},
          {"reproduced", json_of(one.reproduced)},
          {"rate", json_of(one.rate)},
          {"void", one.void_rate}};
}

Json json_of(const Roof& roof) {
  return {{"probe", roof.probe},
          {"blocks", roof.blocks},
          {"retained", json_of(roof.retained)},
          {"time_ns", roof.time_ns}};
}

Json json_of(const Counted& counted) {
  return {{"metric", metric_info(counted.metric).name},
          {"event", counted.event},
          {"per", counted.per_operation ? "operation" : "iteration"},
          {"alone", counted.alone},
          {"together", counted.together},
          {"ratio", json_of(counted.ratio)}};
}

Json traffic_of(const std::optional<Traffic>& traffic) {
  if (!traffic) return nullptr;
  return {{"list_bytes", traffic->lists},
          {"element_bytes", json_of(traffic->elements)},
          {"zeroed_bytes", json_of(traffic->zeroed)},
          {"cached", traffic->cached},
          {"whole", traffic->is_whole()}};
}

Json json_of(const BandwidthEvidence& evidence) {
  return {{"traffic_over_roof", json_of(evidence.traffic_over_roof)},
          {"traffic", traffic_of(evidence.traffic)},
          {"reproduced", json_of(evidence.reproduced)},
          {"cached", json_of(evidence.cached)}};
}

template <class Value>
Json list_of(const std::vector<Value>& values) {
  Json list = Json::array();
  for (const Value& value : values) list.push_back(json_of(value));
  return list;
}

Json bandwidth_of(BandwidthVerdict verdict) {
  switch (verdict) {
    case BandwidthVerdict::bound:
      return "bound";
    case BandwidthVerdict::not_bound:
      return "not bound";
    case BandwidthVerdict::not_settled:
      break;
  }
  return nullptr;
}

// Nothing is said of a loss below a verdict, of a busy one, or of launches of two kinds.
bool is_judged(const Attribution& attribution) {
  const Verdict verdict = attribution.removal.verdict;
  return verdict != Verdict::none && verdict != Verdict::busy && !attribution.launches.of_two_kinds();
}

std::string_view verdict_of(const Attribution& attribution) {
  if (attribution.removal.verdict == Verdict::none) return "no verdict";
  return attribution.launches.of_two_kinds() ? "two kinds" : verdict_name(attribution.removal.verdict);
}

Json ledger_of(const Attribution& attribution) {
  const RemovalLedger& removal = attribution.removal;
  const bool whole = removal.loss.has_value();
  return {
      {"blocks", removal.blocks},
      {"left_out", removal.left_out},
      {"loss", json_of(removal.loss)},
      {"verdict", verdict_of(attribution)},
      {"has_loss", is_judged(attribution) ? Json(removal.has_loss()) : Json(nullptr)},
      {"robust_where_tails_matter", json_of(removal.robust_where_tails_matter)},
      {"detectable", removal.verdict == Verdict::equivalent ? Json(nullptr) : json_of(removal.detectable)},
      {"machine", removal.machine ? without_bracket(*removal.machine) : Json(nullptr)},
      {"components", list_of(removal.components)},
      {"loss_left", whole ? left_of(removal.loss_left, true) : Json(nullptr)},
      {"cost_left", whole ? left_of(removal.cost_left, false) : Json(nullptr)},
      {"interactions", list_of(removal.interactions)},
      {"not_removable", json_of(removal.not_removable)}};
}

Json flags_of(const Attribution& attribution) {
  Json flags = {{"trials", attribution.trials}};
  for (const QualityFlag flag : attribution.flags.flags().list())
    flags[std::string(quality_flag_info(flag).name)] = attribution.flags.trials(flag);
  return flags;
}

Json json_of(const Attribution& attribution) {
  return {{"kernel", attribution.kernel},
          {"size", attribution.size},
          {"setting", attribution.setting},
          {"layout", attribution.subject.layout},
          {"allocator", attribution.subject.allocator},
          {"workers", attribution.subject.workers},
          {"capacity", attribution.capacity},
          {"iterations", attribution.iterations},
          {"estimand", estimand_name(attribution.estimand)},
          {"design", design_name(attribution.design)},
          {"margin", attribution.margin},
          {"time_ns", json_of(attribution.time_ns)},
          {"slowdown", json_of(attribution.slowdown)},
          {"launches", json_of(attribution.launches)},
          {"others_of_two_kinds", list_of(attribution.others_of_two_kinds)},
          {"waiting_share", attribution.waiting_share},
          {"ideal", attribution.subject.ideal},
          {"machine", json_of(attribution.machine)},
          {"flags", flags_of(attribution)},
          {"removal", ledger_of(attribution)},
          {"not_there", json_of(attribution.not_there)},
          {"replay_reading", json_of(attribution.replay_reading)},
          {"accounts", list_of(attribution.accounts)},
          {"siblings", list_of(attribution.siblings)},
          {"roofs", list_of(attribution.roofs)},
          {"counted", list_of(attribution.counted)},
          {"named", attribution.removal.verdict == Verdict::none || attribution.launches.of_two_kinds()
                        ? Json(nullptr)
                        : Json(named_word(name_cause(attribution)))},
          {"bandwidth", bandwidth_of(attribution.bandwidth)},
          {"bandwidth_evidence", json_of(attribution.bandwidth_evidence)},
          {"checks", list_of(attribution.checks)},
          {"memory_left", json_of(attribution.left)},
          {"changes", list_of(attribution.changes)},
          {"closing", closing_sentences(attribution)}};
}

}  // namespace

std::string attribution_json(std::span<const Attribution> attributions, const RunLabel& label) {
  Json list = Json::array();
  for (const Attribution& attribution : attributions) {
    Json& one = list.emplace_back(Json::object());
    if (label.number != 0)
      one = {{"run", label.number}, {"run_started", utc_time_text(label.started_at_unix_ns)}};
    one.update(json_of(attribution));
  }
  return json_text(list, 2) + "\n";
}

}  // namespace allocscale
