// What a page takes in a browser until a reader can use it.
#pragma once

#include <optional>
#include <string>

namespace allocscale::selfbench {

/// Milliseconds from the start of the navigation, medians of a few loads, each by a new browser.
struct BrowserTimes {
  double parsed = 0;   // the document is there: domInteractive
  double loaded = 0;   // its scripts have run too: loadEventEnd
  double usable = 0;   // it has been laid out and drawn, and the browser waits for the reader
  double script = 0;   // of `usable`: what the page's own script takes
  double longest = 0;  // `usable` of the slowest load
  int loads = 0;
};

/// The page in Chromium without a window; nothing where `chromium` is not in PATH. Throws SetupError or
/// std::runtime_error when it does not answer.
[[nodiscard]] std::optional<BrowserTimes> times_in_browser(const std::string& page);

}  // namespace allocscale::selfbench
