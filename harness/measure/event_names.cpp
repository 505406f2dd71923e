#include "harness/measure/event_names.hpp"

#include <fmt/format.h>
#include <perfmon/pfmlib.h>
#include <perfmon/pfmlib_perf_event.h>

#include <algorithm>
#include <cctype>
#include <optional>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/nearest_name.hpp"

namespace allocscale {
namespace {

// Names are found in any case.
std::string upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return upper;
}

void start() {
  static const int started = pfm_initialize();
  if (started != PFM_SUCCESS)
    throw SetupError(
        fmt::format("libpfm4 knows no perf events of this machine: {}; ask for them by code "
                    "(--event NAME=rNNNN)",
                    pfm_strerror(started)));
}

// libpfm4 is told by `size` which members of its structs a caller knows.
template <class Info>
Info sized() {
  Info info{};
  info.size = sizeof info;
  return info;
}

std::optional<pfm_pmu_info_t> present_unit(pfm_pmu_t pmu) {
  auto info = sized<pfm_pmu_info_t>();
  if (pfm_get_pmu_info(pmu, &info) != PFM_SUCCESS || !info.is_present) return std::nullopt;
  return info;
}

bool counts_processes(const pfm_pmu_info_t& unit) { return unit.type != PFM_PMU_TYPE_UNCORE; }

// perf_raw has one event, any code, which is asked for as such.
bool has_names(const pfm_pmu_info_t& unit) {
  return counts_processes(unit) && unit.pmu != PFM_PMU_PERF_EVENT_RAW;
}

std::vector<EventName> unit_masks(const pfm_event_info_t& event) {
  std::vector<EventName> masks;
  for (int i = 0; i < event.nattrs; ++i) {
    auto mask = sized<pfm_event_attr_info_t>();
    if (pfm_get_event_attr_info(event.idx, i, PFM_OS_PERF_EVENT, &mask) != PFM_SUCCESS) continue;
    if (mask.type == PFM_ATTR_UMASK)
      masks.push_back({fmt::format("{}:{}", event.name, mask.name), mask.desc});
  }
  return masks;
}

void add_events(const pfm_pmu_info_t& unit, std::vector<EventName>& events) {
  for (int i = unit.first_event; i != -1; i = pfm_get_event_next(i)) {
    auto event = sized<pfm_event_info_t>();
    if (pfm_get_event_info(i, PFM_OS_PERF_EVENT, &event) != PFM_SUCCESS) continue;
    events.push_back({event.name, std::string_view(event.desc) == event.name ? "" : event.desc});
    const auto masks = unit_masks(event);
    events.insert(events.end(), masks.begin(), masks.end());
  }
}

std::vector<std::string> names_of(const std::vector<EventName>& events) {
  std::vector<std::string> names;
  for (const EventName& event : events) names.push_back(event.name);
  return names;
}

// Names that contain what was typed, or the one that it is nearest to.
std::string similar(const std::string& wrong) {
  constexpr std::size_t shown = 4;
  const std::vector<EventName> known = known_events();
  std::vector<std::string> names = names_of(known);
  if (const std::string near = nearest_name(upper(wrong), names); !near.empty())
    return fmt::format("; did you mean '{}'?", near);
  std::erase_if(names,
                [&](const std::string& name) { return upper(name).find(upper(wrong)) == std::string::npos; });
  if (names.empty())
    return "; allocscale list events names those of this machine, and a code is given as rNNNN";
  const bool more = names.size() > shown;
  names.resize(std::min(names.size(), shown));
  return fmt::format("; there {} {}{}", names.size() == 1 ? "is" : "are", joined(names, ", "),
                     more ? fmt::format(", …: allocscale list events {}", wrong) : "");
}

// Of "skl::MEM_LOAD_RETIRED:L3_MISS" the event alone.
std::string without_unit_and_mask(const std::string& name) {
  const std::size_t unit = name.find("::");
  const std::size_t from = unit == std::string::npos ? 0 : unit + 2;
  return name.substr(from, name.find(':', from) - from);
}

std::string masks_of(const std::string& name) {
  const std::string event = upper(without_unit_and_mask(name));
  std::vector<std::string> names = names_of(known_events());
  std::erase_if(names, [&](const std::string& one) { return !upper(one).starts_with(event + ":"); });
  return names.empty() ? "" : fmt::format("; it has {}", joined(names, ", "));
}

std::string why_not(int error, const std::string& name) {
  switch (error) {
    case PFM_ERR_NOTFOUND:
      return fmt::format("this machine has no perf event '{}'{}", clean_line(name), similar(name));
    case PFM_ERR_UMASK:
    case PFM_ERR_ATTR:
    case PFM_ERR_ATTR_VAL:
    case PFM_ERR_ATTR_SET:
    case PFM_ERR_FEATCOMB:
      return fmt::format("'{}': {}{}", clean_line(name), pfm_strerror(error), masks_of(name));
    default:
      return fmt::format("'{}': {}; allocscale list events names those of this machine", clean_line(name),
                         pfm_strerror(error));
  }
}

bool is_of_the_socket(int event) {
  auto info = sized<pfm_event_info_t>();
  if (pfm_get_event_info(event, PFM_OS_PERF_EVENT, &info) != PFM_SUCCESS) return false;
  const auto pmu = present_unit(info.pmu);
  return pmu && !counts_processes(*pmu);
}

}  // namespace

std::vector<EventName> known_events() {
  start();
  std::vector<EventName> events;
  for (int i = 0; i < PFM_PMU_MAX; ++i)
    if (const auto present = present_unit(static_cast<pfm_pmu_t>(i)); present && has_names(*present))
      add_events(*present, events);
  return events;
}

EventCode find_event(const std::string& name) {
  start();
  perf_event_attr attributes{};
  attributes.size = sizeof attributes;
  auto encoding = sized<pfm_perf_encode_arg_t>();
  encoding.attr = &attributes;
  // As the group counts: in user mode and in the kernel.
  const int error =
      pfm_get_os_event_encoding(name.c_str(), PFM_PLM0 | PFM_PLM3, PFM_OS_PERF_EVENT_EXT, &encoding);
  if (error != PFM_SUCCESS) throw RequestError("--event: " + why_not(error, name));
  if (is_of_the_socket(encoding.idx))
    throw RequestError(fmt::format(
        "--event: '{}' is counted for a whole socket and not for a process; `perf stat -a -e {}` counts it",
        clean_line(name), clean_line(name)));
  if (attributes.exclude_user || attributes.exclude_kernel || attributes.precise_ip != 0 ||
      attributes.config2 != 0 || attributes.exclusive)
    throw RequestError(
        fmt::format("--event: '{}': events are counted in user mode and in the kernel, all in "
                    "one group; leave out what changes that (:u, :k, :precise, …)",
                    clean_line(name)));
  return {attributes.type, attributes.config, attributes.config1};
}

}  // namespace allocscale
