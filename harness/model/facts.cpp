#include "harness/model/facts.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace allocscale {
namespace {

// In the order of their enumerators.
constexpr std::array<std::string_view, 4> suspect_names = {"page-fault path", "allocator work",
                                                           "reference-count writes", "pointer indirection"};
constexpr std::array<std::string_view, 4> kind_names = {"list", "control", "probe", "program"};
constexpr std::array<std::string_view, 8> resource_names = {"none",       "waiting",        "processor",
                                                            "fault rate", "copy bandwidth", "triad bandwidth",
                                                            "streaming",  "load latency"};

template <class Value, std::size_t count>
std::optional<Value> value_of(const std::array<std::string_view, count>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Value>(found - names.begin());
}

template <class Named>
const Named& find_or_default(const std::map<std::string, Named>& all, const std::string& name) {
  static const Named unknown;
  const auto found = all.find(name);
  return found == all.end() ? unknown : found->second;
}

}  // namespace

std::string_view suspect_name(Suspect suspect) { return suspect_names[static_cast<std::size_t>(suspect)]; }
std::optional<Suspect> suspect_of(std::string_view name) { return value_of<Suspect>(suspect_names, name); }

bool stores_lists(const LayoutFacts& layout) { return layout.element_objects || layout.list_buffers; }

bool asks_allocator(const LayoutFacts& layout) { return stores_lists(layout) || layout.opaque; }

bool has_suspect(const LayoutFacts& layout, Suspect suspect) {
  switch (suspect) {
    case Suspect::page_faults:
    case Suspect::allocator_work:
      return asks_allocator(layout) && !layout.rehearsed;
    case Suspect::reference_counts:
      return layout.reference_counts;
    case Suspect::indirection:
      return layout.pointers;
  }
  return false;
}

std::string_view kernel_kind_name(KernelKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
std::optional<KernelKind> kernel_kind_of(std::string_view name) {
  return value_of<KernelKind>(kind_names, name);
}

std::string_view resource_name(Resource resource) {
  return resource_names[static_cast<std::size_t>(resource)];
}
std::optional<Resource> resource_of(std::string_view name) {
  return value_of<Resource>(resource_names, name);
}

Facts facts_of(const Facts& facts, std::span<const Cell> cells) {
  Facts used;
  for (const Cell& cell : cells) {
    used.kernels[cell.kernel] = kernel_facts(facts, cell.kernel);
    used.layouts[cell.layout] = layout_facts(facts, cell.layout);
  }
  return used;
}

const KernelFacts& kernel_facts(const Facts& facts, const std::string& kernel) {
  return find_or_default(facts.kernels, kernel);
}
const LayoutFacts& layout_facts(const Facts& facts, const std::string& layout) {
  return find_or_default(facts.layouts, layout);
}

}  // namespace allocscale
