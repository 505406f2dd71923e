// What a report must look like, kept in expected/.
//
// To renew the files of expected/ after a wanted change: ALLOCSCALE_RENEW_GOLDEN=1 ./golden_test, look at the
// difference, run again without it. A run that rewrites a file fails, so that it cannot pass for a check.
#pragma once

#include <string>

namespace allocscale {

using Reading = std::string (*)(const std::string&);

[[nodiscard]] std::string as_it_is(const std::string& text);

/// The numbers with a fraction rounded to nine digits: exp and log differ in their last one between CPUs with
/// and without fused multiply-add.
[[nodiscard]] std::string numbers_rounded(const std::string& text);

/// Fails at the first line in which `made` differs from expected/NAME, both read by `read`.
void expect_golden(const std::string& name, const std::string& made, Reading read = as_it_is);

}  // namespace allocscale
