#include "harness/report/tables.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "harness/base/error.hpp"
#include "harness/base/path_component.hpp"
#include "harness/base/text_file.hpp"
#include "harness/report/format.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {
namespace {

constexpr const char* default_store_file = "allocscale.db";

}  // namespace

std::string table_name(const std::filesystem::path& store, const std::string& experiment, std::int64_t run) {
  const std::string name = fmt::format("{}-run{}", path_component(experiment), run);
  const std::filesystem::path file = store.filename();
  if (file == default_store_file) return name;
  return path_component((file.extension() == ".db" ? file.stem() : file).string()) + "-" + name;
}

std::vector<std::filesystem::path> write_tables(const Report& report, const std::string& name,
                                                const std::filesystem::path& folder,
                                                const std::vector<std::string>& formats, bool wide) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    throw SetupError(fmt::format("cannot make the folder {}: {}", folder.string(), failed.message()));
  TerminalStyle style;
  style.wide = wide;
  std::vector<std::filesystem::path> written;
  for (const std::string& wanted : formats) {
    const Format& format = find_format(wanted);
    written.push_back(folder / fmt::format("{}.{}", name, format.extension));
    write_text(written.back(), format.render(report, style));
  }
  return written;
}

void print_answer(const Report& report) {
  const std::string text = answer_page(report, detect_terminal(STDOUT_FILENO));
  (void)std::fwrite(text.data(), 1, text.size(), stdout);  // main looks at the stream's state
}

void print_tables(const Report& report, const std::string& format, bool wide) {
  TerminalStyle style = detect_terminal(STDOUT_FILENO);
  style.wide = wide;
  const std::string text = find_format(format).render(report, style);
  (void)std::fwrite(text.data(), 1, text.size(), stdout);  // main looks at the stream's state
}

}  // namespace allocscale
