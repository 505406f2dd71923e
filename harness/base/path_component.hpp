// A name that others chose, made fit to be part of a file's name.
#pragma once

#include <string>
#include <string_view>

namespace allocscale {

/// The text as one component of a path that leads nowhere else: no '/', no control characters, no '.' in
/// front, never empty, valid UTF-8 of at most 80 bytes, so that two of them and what is added to them fit
/// into the 255 that a file system takes. What may not be there becomes '_'; a longer text is cut, and ends
/// in '~' and eight digits of its hash. Other names stay as they are.
[[nodiscard]] std::string path_component(std::string_view text);

}  // namespace allocscale
