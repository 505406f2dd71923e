#include "harness/model/asked_event.hpp"

#include <fmt/format.h>

namespace allocscale {

std::string event_code_text(const EventCode& code) {
  if (code.type == PERF_TYPE_RAW && code.config1 == 0) return fmt::format("r{:x}", code.config);
  const std::string text = fmt::format("{:x}:{:x}", code.type, code.config);
  return code.config1 == 0 ? text : fmt::format("{}:{:x}", text, code.config1);
}

std::string asked_event_text(const AskedEvent& event) {
  return fmt::format("{} ({})", event.name, event_code_text(event.code));
}

}  // namespace allocscale
