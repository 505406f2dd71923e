// Does a kernel or layout call itself what its file is called? Used by the generated objects only.
#pragma once

#include <cstddef>
#include <string_view>

namespace allocscale::kernels {

/// True when `name` is `file` (no extension), where '_' in the file name stands for '-', and for '+' in
/// layouts that combine traits.
constexpr bool named_after_file(std::string_view name, std::string_view file, bool traits) {
  if (name.size() != file.size()) return false;
  for (std::size_t i = 0; i < file.size(); ++i) {
    const bool same = file[i] == '_' ? name[i] == '-' || (traits && name[i] == '+') : name[i] == file[i];
    if (!same) return false;
  }
  return true;
}

/// Whether the type is defined, and not only declared.
template <class T>
concept Defined = requires {
  sizeof(T);
};

}  // namespace allocscale::kernels
