// The figures of a page. Where one cannot be drawn, the page says so once and goes on.
#pragma once

#include <map>
#include <set>
#include <string>

#include "harness/report/figure.hpp"

namespace allocscale {

class HtmlFigures {
 public:
  explicit HtmlFigures(const Report& report);

  /// The figure with its caption; empty where it has nothing to show. `id` is the page's only one.
  [[nodiscard]] std::string put(const Figure& figure, const FigureData& data, const std::string& id);

  /// Which figures the page does not have, and why: a line each.
  [[nodiscard]] std::string left_out() const;

 private:
  const Report& report_;
  std::string not_drawn_;                       // why no figure is drawn; empty: they are
  std::size_t drawn_ = 0;                       // figures so far: each has a prefix for its ids, a short one
  std::set<std::string> shown_;                 // names of figures
  std::map<std::string, std::string> nothing_;  // why, by name
};

}  // namespace allocscale
