// Moments as text.
#pragma once

#include <cstdint>
#include <string>

namespace allocscale {

/// "2026-11-26 20:58" in the time zone of this process (TZ). `unix_ns`: since 1970 (UTC).
[[nodiscard]] std::string local_time_text(std::int64_t unix_ns);

/// "2026-11-26T20:58:03Z" (ISO 8601).
[[nodiscard]] std::string utc_time_text(std::int64_t unix_ns);

/// "2:14", "1:02:14": minutes or hours first, in whole seconds.
[[nodiscard]] std::string clock_span_text(std::int64_t ns);

}  // namespace allocscale
