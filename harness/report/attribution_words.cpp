#include "harness/report/attribution_words.hpp"

#include <fmt/format.h>

#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/model/allocator_name.hpp"
#include "harness/model/program.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {

std::string subject_text(const Attribution& attribution) {
  const std::string setting = attribution.setting.empty() ? "" : ", " + attribution.setting;
  if (attribution.subject.has.opaque)
    return fmt::format(
        "{}{} with {}{}", attribution.kernel,
        attribution.subject.layout == only_variant ? "" : ", " + attribution.subject.layout + ",",
        attribution.subject.allocator, setting);
  return fmt::format("{} {} with {}{}", attribution.subject.layout,
                     task_name(attribution.kernel, attribution.size), attribution.subject.allocator, setting);
}

std::string estimand_text(const Attribution& attribution) {
  return estimand_text(attribution.estimand, attribution.settled_from, attribution.iterations);
}

namespace {

// Nothing where no such trial is complete.
std::string launches_at(const std::string& where, const std::optional<double>& time_ns,
                        const std::optional<Modes>& modes) {
  if (!time_ns) return "";
  if (!modes) return where + " " + format_duration(*time_ns);
  return fmt::format("{} {} of {}", where, modes_text(*modes), plural(modes->count, "trial"));
}

}  // namespace

std::string launches_text(const Launches& launches, int workers) {
  const std::string alone = launches_at("alone", launches.alone_ns, launches.alone),
                    together = launches_at(fmt::format("with {} workers", workers), launches.together_ns,
                                           launches.together);
  return alone + (alone.empty() || together.empty() ? "" : "; ") + together;
}

std::string component_text(const Component& component) {
  std::string text;
  for (const Suspect suspect : component.suspects) {
    if (!text.empty()) text += " and ";
    text += suspect_name(suspect);
  }
  return text;
}

std::string check_text(const Check& check) {
  const std::string name = check.removal + ": " + check.counter;
  if (!check.before || !check.after) return name;
  const bool bytes = check.counter == "peak memory";
  return fmt::format("{} {} → {}", name, bytes ? bytes_text(check.before) : count_text(check.before),
                     bytes ? bytes_text(check.after) : count_text(check.after));
}

namespace {

// "128 MiB of lists, 732 MiB of elements and 61.0 MiB of zeroed pages an operation"; of what is not known,
// why.
std::string traffic_parts(const Traffic& traffic) {
  std::string text = bytes_text(traffic.lists) + " of lists";
  text += traffic.elements ? ", " + bytes_text(traffic.elements) + " of elements"
                           : ", its elements' not declared";
  if (traffic.cached) text += ", which stay in the cache";
  text += traffic.zeroed ? ", " + bytes_text(traffic.zeroed) + " of zeroed pages"
                         : ", zeroed pages of unknown size";
  return text;
}

// "its traffic is", with its parts; a lower bound where one is not known.
std::string traffic_words(const std::optional<Traffic>& traffic) {
  if (!traffic) return "its traffic is";
  return fmt::format("its traffic ({}) is{}", traffic_parts(*traffic),
                     traffic->is_whole() ? "" : " at least");
}

}  // namespace

std::string bandwidth_text(const Attribution& attribution) {
  const BandwidthEvidence& evidence = attribution.bandwidth_evidence;
  std::string seen, unseen;
  const auto add = [&](const std::optional<MeasuredRatio>& measured, const std::string& what, const char* of,
                       const char* missing) {
    std::string& to = measured ? seen : unseen;
    to += to.empty() ? "" : ", ";
    if (measured)
      to += fmt::format("{} {:.2g} ({:.2g} to {:.2g}) of {}{}", what, measured->ratio.estimate,
                        measured->ratio.low, measured->ratio.high, of,
                        measured->blocks < blocks_for_verdict
                            ? fmt::format(" ({})", plural(measured->blocks, "block"))
                            : "");
    else
      to += missing;
  };
  add(evidence.traffic_over_roof, traffic_words(evidence.traffic), "the roof",
      evidence.traffic ? "the roof (stream, triad)" : "traffic and roof (stream, triad)");
  if (attribution.removal.has_loss()) {
    add(evidence.reproduced, "streaming siblings reproduce", "the loss",
        "streaming siblings at the kernel's rate");
    add(evidence.cached, "a cached size loses", "that", "a smaller --size, which stays in the cache");
  }
  switch (attribution.bandwidth) {
    case BandwidthVerdict::bound:
      return "bound by memory bandwidth: " + seen;
    case BandwidthVerdict::not_bound:
      return "not bound by memory bandwidth: " + seen;
    case BandwidthVerdict::not_settled:
      break;
  }
  std::string text = "whether memory bandwidth binds it cannot be told";
  if (!seen.empty()) text += ": " + seen;
  return unseen.empty() ? text : text + "; not measured: " + unseen;
}

std::string no_loss_text(const Attribution& attribution) {
  const RemovalLedger& removal = attribution.removal;
  if (removal.verdict == Verdict::equivalent)
    return "the times are the same within " + margin_text(attribution.margin);
  if (!removal.detectable) return "what would have been found is not known";
  return fmt::format("a loss of {:.1f} points would have been found in four of five such runs",
                     *removal.detectable);
}

std::string why_not_removable(const Attribution& attribution, Suspect suspect) {
  const std::string& allocator = attribution.subject.allocator;
  if (suspect != Suspect::page_faults || !is_arm(allocator)) return "";
  return fmt::format(": {} is an arm, and {} itself was not measured", allocator,
                     parse_allocator(allocator).base);
}

Tone component_verdict_tone(ComponentVerdict verdict) {
  switch (verdict) {
    case ComponentVerdict::cause:
      return Tone::bad;
    case ComponentVerdict::relief:
    case ComponentVerdict::negligible:
      return Tone::good;
    case ComponentVerdict::shared:
    case ComponentVerdict::inconclusive:
      return Tone::doubtful;
    case ComponentVerdict::nothing:
    case ComponentVerdict::none:
      return Tone::plain;
  }
  return Tone::plain;
}

}  // namespace allocscale
