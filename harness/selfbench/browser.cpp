#include "harness/selfbench/browser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "harness/base/median.hpp"
#include "harness/base/text_file.hpp"
#include "harness/launch/captured_run.hpp"
#include "harness/launch/program_in_path.hpp"
#include "harness/selfbench/scratch_folder.hpp"

namespace allocscale::selfbench {
namespace {

constexpr int loads = 7;
constexpr double deadline_seconds = 60;

// Before the page's own script, after it, and once a frame has been drawn after all of it. A browser whose
// only page closes ends.
constexpr const char* before = "<script>window.began = performance.now();</script>\n";
constexpr const char* after = R"(<script>
window.ended = performance.now();
addEventListener('load', () => setTimeout(() => requestAnimationFrame(() => setTimeout(() => {
  const load = performance.getEntriesByType('navigation')[0];
  console.log('usable: ' + [load.domInteractive, load.loadEventEnd, performance.now(), ended - began].join(' '));
  window.close();
}))));
</script>
)";

std::string with_probes(std::string page) {
  const std::size_t script = page.rfind("<script>"), end = page.rfind("</body>");
  if (script == std::string::npos || end == std::string::npos || end < script)
    throw std::runtime_error("the page has no script at its end");
  page.insert(end, after);
  return page.insert(script, before);
}

std::array<double, 4> said_in(const std::string& log) {
  constexpr std::string_view mark = "\"usable: ";
  const std::size_t at = log.find(mark);
  if (at == std::string::npos) throw std::runtime_error("the browser showed no page");
  std::istringstream text(log.substr(at + mark.size()));
  std::array<double, 4> said{};
  for (double& one : said)
    if (!(text >> one)) throw std::runtime_error("the browser does not say what the page took");
  return said;
}

}  // namespace

std::optional<BrowserTimes> times_in_browser(const std::string& page) {
  const std::string program = program_in_path("chromium");
  if (program.empty()) return std::nullopt;
  const ScratchFolder folder;
  const std::filesystem::path file = folder.path() / "page.html";
  write_text(file, with_probes(page));
  std::vector<double> parsed, loaded, usable, script;
  for (int done = 0; done < loads; ++done) {
    const auto [document, load, drawn, own] = said_in(captured_output(
        {"/bin/sh", "-c", "exec \"$@\" 2>&1", "sh", program, "--headless", "--no-sandbox", "--disable-gpu",
         "--enable-logging=stderr", fmt::format("--user-data-dir={}", (folder.path() / "profile").string()),
         "--window-size=1280,900", "file://" + file.string()},
        deadline_seconds));
    parsed.push_back(document);
    loaded.push_back(load);
    usable.push_back(drawn);
    script.push_back(own);
  }
  return BrowserTimes{median(parsed),
                      median(loaded),
                      median(usable),
                      median(script),
                      *std::max_element(usable.begin(), usable.end()),
                      loads};
}

}  // namespace allocscale::selfbench
