// One page to send: the whole report of a run, which opens from disk and needs nothing else.
#pragma once

#include <string>

#include "harness/report/report.hpp"

namespace allocscale {

/// The answer, then each task with its sentences, figures, table and trials, what all tasks have in common,
/// machine and method. Everything is in it: no address is opened, and a policy in it forbids that.
[[nodiscard]] std::string html_page(const Report& report);

}  // namespace allocscale
