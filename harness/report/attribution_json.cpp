#include "harness/report/attribution_json.hpp"

#include "harness/attribution/naming.hpp"
#include "harness/base/clean_text.hpp"
#include "harness/base/date_text.hpp"
#include "harness/report/closing.hpp"
#include "harness/report/json_text.hpp"

namespace allocscale {
namespace {

Json part_json(double value) { return value; }

Json part_json(const Interval& interval) {
  return {{"estimate", interval.estimate}, {"low", interval.low}, {"high", interval.high}};
}

Json part_json(const SplitLine& line) {
  return {{"points", part_json(line.points)}, {"tick_error", line.tick_error}};
}

Json part_json(const MeasuredRatio& measured) {
  Json json = part_json(measured.ratio);
  json["blocks"] = measured.blocks;
  return json;
}

Json part_json(const Modes& modes) {
  return {{"low_ns", modes.low},
          {"high_ns", modes.high},
          {"low_share", modes.low_share()},
          {"trials", modes.count}};
}

Json part_json(Grade grade) { return grade_name(grade); }

Json part_json(const MachineLoss& machine) {
  return {{"kernel", machine.kernel},
          {"blocks", machine.blocks},
          {"time_ns", machine.time_ns},
          {"points", part_json(machine.points)}};
}

template <class Value>
Json part_json(const std::optional<Value>& value) {
  return value ? part_json(*value) : Json(nullptr);
}

Json part_json(const Launches& launches) {
  return {{"cell", launches.cell},
          {"alone_ns", part_json(launches.alone_ns)},
          {"together_ns", part_json(launches.together_ns)},
          {"modes_alone", part_json(launches.alone)},
          {"modes_together", part_json(launches.together)}};
}

Json part_json(const GameValue& value) {
  return {{"points", part_json(value.points)},
          {"bracket", {value.least, value.most}},
          {"share", part_json(value.share)},
          {"robust_where_tails_matter", part_json(value.robust_where_tails_matter)},
          {"detectable",
           value.verdict == ComponentVerdict::negligible ? Json(nullptr) : part_json(value.detectable)},
          {"verdict", component_verdict_name(value.verdict)}};
}

// A value that no order of removal changes.
Json without_bracket(const GameValue& value) {
  Json json = part_json(value);
  json.erase("bracket");
  return json;
}

// What remains after all suspects: of the loss it may be unexplained, of the time alone it is simply the
// rest.
Json left_of(const GameValue& left, bool of_the_loss) {
  Json json = without_bracket(left);
  if (!of_the_loss)
    json.erase("verdict");
  else if (left.verdict == ComponentVerdict::cause)
    json["verdict"] = "unexplained";
  return json;
}

Json part_json(const std::vector<Suspect>& suspects) {
  Json names = Json::array();
  for (const Suspect suspect : suspects) names.push_back(suspect_name(suspect));
  return names;
}

Json part_json(const Component& component) {
  return {{"suspects", part_json(component.suspects)},
          {"loss", part_json(component.loss)},
          {"loss_grade", part_json(component.loss_grade)},
          {"cost", part_json(component.cost)},
          {"cost_grade", part_json(component.cost_grade)}};
}

Json part_json(const Interaction& interaction) {
  return {{"first", part_json(interaction.first)},
          {"second", part_json(interaction.second)},
          {"loss", part_json(interaction.loss)},
          {"cost", part_json(interaction.cost)},
          {"exploratory", true}};
}

Json part_json(const PhaseLedger& account) {
  const TimeLedger& lines = account.lines;
  return {{"phase", account.phase},
          {"elapsed", part_json(lines.wall)},
          {"cpu", part_json(lines.cpu)},
          {"user", part_json(lines.user)},
          {"system", part_json(lines.system)},
          {"run_queue", part_json(lines.run_queue)},
          {"elsewhere", part_json(lines.rest)}};
}

Json part_json(const Check& check) {
  return {{"kind", check.kind == CheckKind::manipulation ? "manipulation" : "placebo"},
          {"removal", check.removal},
          {"counter", check.counter},
          {"before", part_json(check.before)},
          {"after", part_json(check.after)},
          {"result", check_result_name(check.result)}};
}

Json part_json(const MemoryLeft& left) {
  return {{"proportional_bytes", part_json(left.proportional)}, {"retained_bytes", part_json(left.retained)}};
}

Json part_json(const Change& change) {
  return {{"name", change.name},
          {"alone", part_json(change.alone)},
          {"together", part_json(change.together)},
          {"slowdown", part_json(change.slowdown)},
          {"of_slowdown", part_json(change.of_slowdown)},
          {"launches", part_json(change.launches)},
          {"memory_left", part_json(change.left)}};
}

Json part_json(const Interference& one) {
  return {{"siblings", siblings_name(one.siblings)},
          {"blocks", one.blocks},
          {"points", part_json(one.points)},
          {"points_beyond_machine", part_json(one.beyond_machine)},
          {"reproduced", part_json(one.reproduced)},
          {"rate", part_json(one.rate)},
          {"void", one.void_rate}};
}

Json part_json(const Roof& roof) {
  return {{"probe", roof.probe},
          {"blocks", roof.blocks},
          {"retained", part_json(roof.retained)},
          {"time_ns", roof.time_ns}};
}

Json part_json(const Counted& counted) {
  return {{"metric", metric_info(counted.metric).name},
          {"event", counted.event},
          {"per", counted.per_operation ? "operation" : "iteration"},
          {"alone", counted.alone},
          {"together", counted.together},
          {"ratio", part_json(counted.ratio)}};
}

Json traffic_of(const std::optional<Traffic>& traffic) {
  if (!traffic) return nullptr;
  return {{"list_bytes", traffic->lists},
          {"element_bytes", part_json(traffic->elements)},
          {"zeroed_bytes", part_json(traffic->zeroed)},
          {"cached", traffic->cached},
          {"whole", traffic->is_whole()}};
}

Json part_json(const BandwidthEvidence& evidence) {
  return {{"traffic_over_roof", part_json(evidence.traffic_over_roof)},
          {"traffic", traffic_of(evidence.traffic)},
          {"reproduced", part_json(evidence.reproduced)},
          {"cached", part_json(evidence.cached)}};
}

template <class Value>
Json list_of(const std::vector<Value>& values) {
  Json list = Json::array();
  for (const Value& value : values) list.push_back(part_json(value));
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
      {"loss", part_json(removal.loss)},
      {"verdict", verdict_of(attribution)},
      {"has_loss", is_judged(attribution) ? Json(removal.has_loss()) : Json(nullptr)},
      {"robust_where_tails_matter", part_json(removal.robust_where_tails_matter)},
      {"detectable", removal.verdict == Verdict::equivalent ? Json(nullptr) : part_json(removal.detectable)},
      {"machine", removal.machine ? without_bracket(*removal.machine) : Json(nullptr)},
      {"components", list_of(removal.components)},
      {"loss_left", whole ? left_of(removal.loss_left, true) : Json(nullptr)},
      {"cost_left", whole ? left_of(removal.cost_left, false) : Json(nullptr)},
      {"interactions", list_of(removal.interactions)},
      {"not_removable", part_json(removal.not_removable)}};
}

Json flags_of(const Attribution& attribution) {
  Json flags = {{"trials", attribution.trials}};
  for (const QualityFlag flag : attribution.flags.flags().list())
    flags[std::string(quality_flag_info(flag).name)] = attribution.flags.trials(flag);
  return flags;
}

Json part_json(const Attribution& attribution) {
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
          {"time_ns", part_json(attribution.time_ns)},
          {"slowdown", part_json(attribution.slowdown)},
          {"launches", part_json(attribution.launches)},
          {"others_of_two_kinds", list_of(attribution.others_of_two_kinds)},
          {"waiting_share", attribution.waiting_share},
          {"ideal", attribution.subject.ideal},
          {"machine", part_json(attribution.machine)},
          {"flags", flags_of(attribution)},
          {"removal", ledger_of(attribution)},
          {"not_there", part_json(attribution.not_there)},
          {"replay_reading", part_json(attribution.replay_reading)},
          {"accounts", list_of(attribution.accounts)},
          {"siblings", list_of(attribution.siblings)},
          {"roofs", list_of(attribution.roofs)},
          {"counted", list_of(attribution.counted)},
          {"named", attribution.removal.verdict == Verdict::none || attribution.launches.of_two_kinds()
                        ? Json(nullptr)
                        : Json(named_word(name_cause(attribution)))},
          {"bandwidth", bandwidth_of(attribution.bandwidth)},
          {"bandwidth_evidence", part_json(attribution.bandwidth_evidence)},
          {"checks", list_of(attribution.checks)},
          {"memory_left", part_json(attribution.left)},
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
    one.update(part_json(attribution));
  }
  return json_text(list, 2) + "\n";
}

}  // namespace allocscale
