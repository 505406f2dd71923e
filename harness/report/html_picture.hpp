// Pictures within a page: SVG that gnuplot drew, made fit to stand beside others in one document.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace allocscale {

/// The element <svg> of a document. Its ids and the links to them begin with `prefix`, its title and
/// description are these (escaped here), and groups without content are left out. Empty where it is no SVG.
[[nodiscard]] std::string embedded_svg(std::string_view document, const std::string& prefix,
                                       const std::string& title, const std::string& description);

/// Values in their order as a small line, from the least at the bottom to the largest at the top.
[[nodiscard]] std::string sparkline(std::span<const double> values, const std::string& label);

}  // namespace allocscale
