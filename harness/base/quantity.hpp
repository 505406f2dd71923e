// Numbers with units, as people write and read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace allocscale {

inline constexpr std::uint64_t mib = std::uint64_t{1} << 20;  // bytes

/// "1.24 s", "37.1 ms", "812 ns": three significant digits, the unit that fits. `ns` in nanoseconds.
[[nodiscard]] std::string format_duration(double ns);

/// "3 min 5 s", "42 s": for progress and predictions, in whole seconds.
[[nodiscard]] std::string format_span(double seconds);

/// "512 KiB", "1.50 GiB". Binary units.
[[nodiscard]] std::string format_bytes(double bytes);

/// "657,065".
[[nodiscard]] std::string format_count(double count);

/// Seconds in "90", "90s", "5m", "1.5h"; nothing when the text is none of these, not above 0 or beyond a
/// year.
[[nodiscard]] std::optional<double> parse_span(std::string_view text);

/// A number of elements as people type it: "80_000", "2M", "1.5k", "2e6", "2Mi"; nothing when it is none, or
/// not whole. k, m, g and K, M, G are thousands, millions and billions, Ki, Mi, Gi powers of 1024.
[[nodiscard]] std::optional<std::uint64_t> parse_amount(std::string_view text);

/// A whole number with optional thousands separators ("80_000", "80000"); nothing when it is none.
[[nodiscard]] std::optional<std::uint64_t> parse_count(std::string_view text);

}  // namespace allocscale
