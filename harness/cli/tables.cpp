#include "harness/cli/tables.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "harness/analysis/findings.hpp"
#include "harness/base/error.hpp"
#include "harness/base/text_file.hpp"
#include "harness/report/format.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {

std::vector<std::filesystem::path> write_tables(const Dataset& dataset, RunId run,
                                                const std::filesystem::path& folder,
                                                const std::vector<std::string>& formats) {
  const Findings findings = analyse(dataset);
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    throw SetupError(fmt::format("cannot make the folder {}: {}", folder.string(), failed.message()));
  std::vector<std::filesystem::path> written;
  for (const std::string& name : formats) {
    const Format& format = find_format(name);
    written.push_back(folder / fmt::format("{}-run{}.{}", dataset.experiment, run, format.extension));
    write_text(written.back(), format.render(findings, {}));
  }
  return written;
}

void print_tables(const Dataset& dataset, const std::string& format) {
  const TerminalStyle style = detect_terminal(STDOUT_FILENO);
  const RenderOptions options = {.columns = style.columns, .colour = style.colour, .unicode = style.unicode};
  const std::string text = find_format(format).render(analyse(dataset), options);
  (void)std::fwrite(text.data(), 1, text.size(), stdout);  // main looks at the stream's state
}

}  // namespace allocscale
