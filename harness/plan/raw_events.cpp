#include "harness/plan/raw_events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

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

RawEvent parse_event(const std::string& word) {
  const std::size_t equals = word.find('=');
  const std::string text = equals == std::string::npos ? word : word.substr(equals + 1);
  RawEvent event{word.substr(0, equals), 0};
  const char* const end = text.data() + text.size();
  const bool raw = text.size() > 1 && text.front() == 'r';
  const auto read = std::from_chars(text.data() + (raw ? 1 : 0), end, event.code, 16);
  if (!raw || read.ec != std::errc{} || read.ptr != end || event.name.empty())
    throw RequestError(fmt::format(
        "--event: '{}' is no raw event; expected rNNNN, a hexadecimal code, or NAME=rNNNN", word));
  if (is_metric(event.name))
    throw RequestError(
        fmt::format("--event: '{}' is the name of a metric (allocscale list metrics); give the event another",
                    event.name));
  return event;
}

}  // namespace

std::vector<RawEvent> parse_raw_events(const std::string& words) {
  std::vector<RawEvent> events;
  for (std::size_t from = 0; from <= words.size();) {
    const std::size_t comma = std::min(words.find(',', from), words.size());
    const RawEvent event = parse_event(words.substr(from, comma - from));
    from = comma + 1;
    if (std::any_of(events.begin(), events.end(), [&event](const RawEvent& other) {
          return other.name == event.name || other.code == event.code;
        }))
      throw RequestError(fmt::format("--event: {} comes twice", raw_event_text(event)));
    events.push_back(event);
  }
  if (events.size() > raw_event_metrics.size())
    throw RequestError(
        fmt::format("--event: {} events; at most {} are counted", events.size(), raw_event_metrics.size()));
  return events;
}

std::string raw_event_text(const RawEvent& event) {
  return fmt::format("{} (r{:x})", event.name, event.code);
}

}  // namespace allocscale
