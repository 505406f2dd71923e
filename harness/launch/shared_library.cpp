#include "harness/launch/shared_library.hpp"

#include <elf.h>

#include <cstring>
#include <fstream>
#include <optional>

namespace allocscale {
namespace {

// The fields that say what a program is for lie at the same place in both classes of ELF (elf(5)).
struct ElfHead {
  unsigned char ident[EI_NIDENT];
  Elf64_Half type;
  Elf64_Half machine;
};

std::optional<ElfHead> read_head(const std::filesystem::path& file) {
  ElfHead head{};
  std::ifstream stream(file, std::ios::binary);
  if (!stream.read(reinterpret_cast<char*>(&head), sizeof head)) return std::nullopt;
  if (std::memcmp(head.ident, ELFMAG, SELFMAG) != 0) return std::nullopt;
  return head;
}

}  // namespace

std::string preload_refusal(const std::filesystem::path& file) {
  std::error_code failed;
  if (!std::filesystem::exists(file, failed)) return "is not there";
  if (!std::filesystem::is_regular_file(file, failed)) return "is no file";
  if (!std::ifstream(file)) return "cannot be read";
  if (std::filesystem::absolute(file).string().find_first_of(" :\t\n") != std::string::npos)
    return "cannot be preloaded: its path holds a space or a colon";
  const std::optional<ElfHead> head = read_head(file);
  if (!head) return "is no shared library";
  const std::optional<ElfHead> own = read_head("/proc/self/exe");
  if (own && (head->ident[EI_CLASS] != own->ident[EI_CLASS] || head->ident[EI_DATA] != own->ident[EI_DATA] ||
              head->machine != own->machine))
    return "is for another architecture";
  return head->type == ET_DYN ? "" : "is no shared library";
}

}  // namespace allocscale
