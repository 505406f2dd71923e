// One document out of many: each process writes a whole one, in one of Google Benchmark's formats, of which
// the first is kept with its head and the others without.
#pragma once

#include <string>
#include <string_view>

namespace allocscale::microbench {

/// What `whole` adds to a document in `format` (json, csv or console): its rows, and where it is the first
/// one also its head. Throws std::runtime_error when it is no json of the library's.
[[nodiscard]] std::string document_part(std::string_view format, std::string_view whole, bool first);

/// What closes a document in `format`; `empty`: no part has been written.
[[nodiscard]] std::string document_end(std::string_view format, bool empty);

}  // namespace allocscale::microbench
