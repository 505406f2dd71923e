// Finding one binding; the list itself (all_kernels) is written by the build system.
#include "kernels/contract/registry.hpp"

namespace allocscale::kernels {

const Binding* find_binding(std::string_view kernel, std::string_view layout) {
  for (const KernelBindings bindings : all_kernels())
    for (const Binding& binding : bindings)
      if (binding.kernel->name == kernel && binding.layout->name == layout) return &binding;
  return nullptr;
}

}  // namespace allocscale::kernels
