#include "harness/measure/hypervisor.hpp"

#include <string_view>

#include "harness/base/text_file.hpp"
#include "harness/measure/kernel_file.hpp"

namespace allocscale {
namespace {

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ')) return true;
  }
  return false;
}

// A guest kernel offers its hypervisor's own clock: it asked the CPU who that is (CPUID leaf 0x40000000), as
// lscpu does.
std::optional<std::string> named_by_clock(const std::filesystem::path& root) {
  const auto clocks = read_word(root / "sys/devices/system/clocksource/clocksource0/available_clocksource");
  if (!clocks) return std::nullopt;
  if (has_word(*clocks, "kvm-clock")) return "KVM";
  if (has_word(*clocks, "xen")) return "Xen";
  if (clocks->find("hyperv_clocksource") != std::string::npos) return "Hyper-V";
  return std::nullopt;
}

bool is_virtual_board(std::string_view vendor) {
  for (const std::string_view maker : {"QEMU", "VMware", "innotek", "Xen", "Bochs", "OpenStack", "Parallels"})
    if (vendor.find(maker) != std::string_view::npos) return true;
  return false;
}

}  // namespace

std::optional<std::string> read_hypervisor(const std::filesystem::path& root) {
  const bool flagged =
      has_word(text_of(read_text(root / "proc/cpuinfo").value_or(""), "flags").value_or(""), "hypervisor");
  if (auto type = read_word(root / "sys/hypervisor/type")) return *type == "xen" ? "Xen" : *type;
  if (auto name = named_by_clock(root)) return name;
  // Makers of clouds sell bare metal under the same name: without the CPU's flag, only boards that exist
  // nowhere else count.
  const auto vendor = read_word(root / "sys/class/dmi/id/sys_vendor");
  if (vendor && (flagged || is_virtual_board(*vendor))) return vendor;
  if (flagged) return "yes, unnamed";
  return std::nullopt;
}

}  // namespace allocscale
