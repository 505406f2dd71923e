#include "harness/microbench/captured_file.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace allocscale::microbench {

CapturedFile::CapturedFile() : fd_(memfd_create("microbench", 0)) {
  if (!fd_.open()) throw std::system_error(errno, std::generic_category(), "memfd_create");
}

std::string CapturedFile::path_in_child() const { return "/proc/self/fd/" + std::to_string(fd_.get()); }

std::string CapturedFile::text() const {
  std::string text;
  std::array<char, 65'536> part{};
  for (ssize_t size = 0;
       (size = pread(fd_.get(), part.data(), part.size(), static_cast<off_t>(text.size()))) > 0;)
    text.append(part.data(), static_cast<std::size_t>(size));
  return text;
}

}  // namespace allocscale::microbench
