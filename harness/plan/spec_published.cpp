#include "harness/plan/spec_published.hpp"

#include <array>
#include <cmath>
#include <cstdint>

#include "harness/plan/levels.hpp"
#include "harness/plan/spec_table.hpp"

namespace allocscale {
namespace {

constexpr std::array published_keys = {
    SpecKey{"kernel", "the name of a kernel, or of a command"},
    SpecKey{"task", "the task, as the source has it"}, SpecKey{"source", "who measured it, on which machine"},
    SpecKey{"workers", "a list of numbers of workers, ascending from 1"},
    SpecKey{"seconds", "a list of times above 0, one for each of workers"}};

}  // namespace

PublishedFigures read_published(const std::string& file, const SpecValue& value) {
  const SpecTable table(file, "published", value, published_keys);
  PublishedFigures figures;
  figures.kernel = table.text("kernel", table.need("kernel"));
  figures.task = table.text("task", table.need("task"));
  figures.source = table.text("source", table.need("source"));
  const SpecValue& workers = table.need("workers");
  for (const SpecValue& item : table.one_or_more("workers", workers)) {
    const std::int64_t least = figures.workers.empty() ? 1 : figures.workers.back() + 1;
    const std::int64_t most = figures.workers.empty() ? 1 : most_workers;
    figures.workers.push_back(static_cast<int>(table.integer("workers", item, least, most)));
  }
  const SpecValue& seconds = table.need("seconds");
  for (const SpecValue& item : table.one_or_more("seconds", seconds)) {
    const bool is_number = item.kind == SpecValue::Kind::real || item.kind == SpecValue::Kind::integer;
    if (!is_number || !(item.real > 0 && std::isfinite(item.real))) table.reject("seconds", item);
    figures.seconds.push_back(item.real);
  }
  if (figures.seconds.size() != figures.workers.size()) table.reject("seconds", seconds);
  return figures;
}

}  // namespace allocscale
