#include "harness/plan/asked_events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/model/metric.hpp"

namespace allocscale {
namespace {

bool is_metric(const std::string& name) {
  const auto among = [&name](const auto& metrics) {
    return std::any_of(metrics.begin(), metrics.end(),
                       [&name](const MetricInfo& metric) { return metric.name == name; });
  };
  return among(phase_metrics) || among(worker_metrics) || among(trial_metrics);
}

// "r1d0"; absent for any other text.
std::optional<EventCode> raw_code(const std::string& text) {
  if (text.size() < 2 || text.front() != 'r') return std::nullopt;
  EventCode code;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + 1, end, code.config, 16);
  return read.ec == std::errc{} && read.ptr == end ? std::optional(code) : std::nullopt;
}

AskedEvent parse_event(const std::string& word, const FindEvent& find) {
  // An event's own modifiers have '=' too, behind a ':'.
  const std::size_t equals = word.find_first_of("=:");
  const bool is_named = equals != std::string::npos && word[equals] == '=';
  const std::string text = is_named ? word.substr(equals + 1) : word;
  const std::string name = is_named ? word.substr(0, equals) : word;
  if (text.empty() || name.empty())
    throw RequestError(fmt::format(
        "--event: '{}' is no event; expected its name (allocscale list events), rNNNN, or NAME= and one of these",
        clean_line(word)));
  if (is_metric(name))
    throw RequestError(fmt::format(
        "--event: '{}' is the name of a metric (allocscale list metrics); give the event another: NAME={}",
        clean_line(name), clean_line(text)));
  const auto raw = raw_code(text);
  return {name, raw ? *raw : find(text)};
}

}  // namespace

std::vector<AskedEvent> parse_asked_events(const std::string& words, const FindEvent& find) {
  std::vector<AskedEvent> events;
  for (std::size_t from = 0; from <= words.size();) {
    const std::size_t comma = std::min(words.find(',', from), words.size());
    const AskedEvent event = parse_event(words.substr(from, comma - from), find);
    from = comma + 1;
    if (std::any_of(events.begin(), events.end(), [&event](const AskedEvent& other) {
          return other.name == event.name || other.code == event.code;
        }))
      throw RequestError(fmt::format("--event: {} comes twice", clean_line(asked_event_text(event))));
    events.push_back(event);
  }
  if (events.size() > asked_event_metrics.size())
    throw RequestError(
        fmt::format("--event: {} events; at most {} are counted", events.size(), asked_event_metrics.size()));
  return events;
}

}  // namespace allocscale
