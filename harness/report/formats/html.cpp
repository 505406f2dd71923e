// For people: one page to send, which opens from disk.
#include "harness/report/format.hpp"
#include "harness/report/html_page.hpp"

namespace allocscale::formats {
namespace {

std::string render_html(const Report& report, const TerminalStyle&) { return html_page(report); }

}  // namespace

extern const Format html;
const Format html = {"html", "html",
                     "one page to send, with figures and tables that sort; it opens from disk", &render_html};

}  // namespace allocscale::formats
