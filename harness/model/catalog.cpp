#include "harness/model/catalog.hpp"

#include <algorithm>
#include <set>

#include "harness/base/error.hpp"

namespace allocscale {
namespace {

template <class Item, class Name>
const Item* find_named(const std::vector<Item>& items, const std::string& name, Name Item::*field) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.*field == name; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const Runner* find_runner(const Catalog& catalog, const std::string& allocator) {
  return find_named(catalog.runners, allocator, &Runner::allocator);
}

const KernelOffer* find_kernel(const Runner& runner, const std::string& kernel) {
  return find_named(runner.kernels, kernel, &KernelOffer::name);
}

const LayoutOffer* find_layout(const KernelOffer& kernel, const std::string& layout) {
  return find_named(kernel.layouts, layout, &LayoutOffer::name);
}

std::optional<std::string> why_missing(const Catalog& catalog, const std::string& allocator) {
  if (const auto silent = catalog.silent.find(allocator); silent != catalog.silent.end())
    throw SetupError(silent->second);
  const auto unbuilt = catalog.unbuilt.find(allocator);
  return unbuilt == catalog.unbuilt.end() ? std::nullopt : std::optional(unbuilt->second);
}

std::vector<std::string> allocator_names(const Catalog& catalog) {
  std::set<std::string> names;
  for (const Runner& runner : catalog.runners) names.insert(runner.allocator);
  for (const auto& [name, why] : catalog.unbuilt) names.insert(name);
  for (const auto& [name, why] : catalog.silent) names.insert(name);
  return {names.begin(), names.end()};
}

const Runner* find_plain_runner(const Catalog& catalog) {
  const auto found = std::find_if(catalog.runners.begin(), catalog.runners.end(),
                                  [](const Runner& runner) { return runner.plain; });
  return found == catalog.runners.end() ? nullptr : &*found;
}

Facts declared_facts(const Catalog& catalog) {
  Facts facts;
  for (const Runner& runner : catalog.runners)
    for (const KernelOffer& kernel : runner.kernels) {
      facts.kernels[kernel.name] = kernel.facts;
      facts.kernels[kernel.name].question = kernel.question;
      for (const LayoutOffer& layout : kernel.layouts) {
        facts.layouts[layout.name] = layout.facts;
        facts.layouts[layout.name].question = layout.question;
      }
    }
  return facts;
}

}  // namespace allocscale
