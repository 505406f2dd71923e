#include "harness/launch/library_symbols.hpp"

#include <elf.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <link.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "harness/base/joined.hpp"
#include "harness/base/unique_fd.hpp"

namespace allocscale {
namespace {

using Header = ElfW(Ehdr);
using Segment = ElfW(Phdr);
using Dynamic = ElfW(Dyn);
using Symbol = ElfW(Sym);

// Of a table; the largest libraries have some ten MiB of names.
constexpr std::uint64_t most_bytes = std::uint64_t{256} << 20;

constexpr unsigned char own_class = sizeof(void*) == 8 ? ELFCLASS64 : ELFCLASS32;

// glibc's manual, "Replacing malloc": what one of these gives, another takes back. The last two are used by
// operator new of aligned types.
constexpr const char* needed[] = {"malloc", "free", "calloc", "realloc", "posix_memalign", "aligned_alloc"};

// Reads parts of a file; every part lies within it.
class FileParts {
 public:
  explicit FileParts(const std::filesystem::path& file)
      : file_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    const off_t end = file_.open() ? ::lseek(file_.get(), 0, SEEK_END) : -1;
    bytes_ = end > 0 ? static_cast<std::uint64_t>(end) : 0;
  }

  template <class Item>
  [[nodiscard]] std::optional<std::vector<Item>> read(std::uint64_t offset, std::uint64_t count) const {
    if (count > most_bytes / sizeof(Item) || offset > bytes_ || count * sizeof(Item) > bytes_ - offset)
      return std::nullopt;
    std::vector<Item> items(static_cast<std::size_t>(count));
    char* to = reinterpret_cast<char*>(items.data());
    for (std::uint64_t done = 0, all = count * sizeof(Item); done < all;) {
      const ssize_t got = ::pread(file_.get(), to + done, static_cast<std::size_t>(all - done),
                                  static_cast<off_t>(offset + done));
      if (got <= 0) return std::nullopt;
      done += static_cast<std::uint64_t>(got);
    }
    return items;
  }

  template <class Item>
  [[nodiscard]] std::optional<Item> one(std::uint64_t offset) const {
    const auto items = read<Item>(offset, 1);
    return items ? std::optional(items->front()) : std::nullopt;
  }

  // How many items there is room for from the offset on.
  template <class Item>
  [[nodiscard]] std::uint64_t room(std::uint64_t offset) const {
    return offset > bytes_ ? 0 : (bytes_ - offset) / sizeof(Item);
  }

 private:
  UniqueFd file_;
  std::uint64_t bytes_ = 0;
};

// Where the dynamic segment says that the tables are, as offsets in the file.
struct Tables {
  std::uint64_t symbols = 0;
  std::uint64_t names = 0;
  std::uint64_t name_bytes = 0;
  std::optional<std::uint64_t> hash;
  std::optional<std::uint64_t> gnu_hash;
};

// The offset of what is loaded at an address.
std::optional<std::uint64_t> offset_of(std::uint64_t address, const std::vector<Segment>& segments) {
  for (const Segment& segment : segments)
    if (segment.p_type == PT_LOAD && address >= segment.p_vaddr &&
        address - segment.p_vaddr < segment.p_filesz)
      return segment.p_offset + (address - segment.p_vaddr);
  return std::nullopt;
}

std::optional<std::vector<Segment>> read_segments(const FileParts& file) {
  const auto header = file.one<Header>(0);
  if (!header || std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 ||
      header->e_ident[EI_CLASS] != own_class || header->e_type != ET_DYN ||
      header->e_phentsize != sizeof(Segment))
    return std::nullopt;
  return file.read<Segment>(header->e_phoff, header->e_phnum);
}

std::optional<Tables> find_tables(const FileParts& file, const std::vector<Segment>& segments) {
  const auto dynamic = std::find_if(segments.begin(), segments.end(),
                                    [](const Segment& segment) { return segment.p_type == PT_DYNAMIC; });
  if (dynamic == segments.end()) return std::nullopt;
  const auto entries = file.read<Dynamic>(dynamic->p_offset, dynamic->p_filesz / sizeof(Dynamic));
  if (!entries) return std::nullopt;
  std::optional<std::uint64_t> symbols, names;
  Tables tables;
  for (const Dynamic& entry : *entries) {
    if (entry.d_tag == DT_NULL) break;
    if (entry.d_tag == DT_SYMTAB) symbols = offset_of(entry.d_un.d_ptr, segments);
    if (entry.d_tag == DT_STRTAB) names = offset_of(entry.d_un.d_ptr, segments);
    if (entry.d_tag == DT_STRSZ) tables.name_bytes = entry.d_un.d_val;
    if (entry.d_tag == DT_HASH) tables.hash = offset_of(entry.d_un.d_ptr, segments);
    if (entry.d_tag == DT_GNU_HASH) tables.gnu_hash = offset_of(entry.d_un.d_ptr, segments);
  }
  if (!symbols || !names) return std::nullopt;
  tables.symbols = *symbols;
  tables.names = *names;
  return tables;
}

// DT_GNU_HASH: four words (buckets, first hashed symbol, words of the filter, its shift), the filter, the
// buckets, and one word for each hashed symbol, which is odd for the last one of its bucket.
std::optional<std::uint64_t> count_by_gnu_hash(const FileParts& file, std::uint64_t at) {
  const auto head = file.read<std::uint32_t>(at, 4);
  if (!head) return std::nullopt;
  const std::uint64_t buckets_at = at + 16 + std::uint64_t{(*head)[2]} * sizeof(ElfW(Addr));
  const auto buckets = file.read<std::uint32_t>(buckets_at, (*head)[0]);
  if (!buckets) return std::nullopt;
  const std::uint64_t first = (*head)[1];
  const std::uint64_t chains_at = buckets_at + 4 * std::uint64_t{(*head)[0]};
  std::uint64_t last = 0;
  for (const std::uint32_t bucket : *buckets) last = std::max<std::uint64_t>(last, bucket);
  if (last < first) return first;  // no symbol is hashed
  const auto chain = file.read<std::uint32_t>(
      chains_at + 4 * (last - first),
      std::min(file.room<std::uint32_t>(chains_at + 4 * (last - first)), most_bytes / sizeof(std::uint32_t)));
  if (!chain) return std::nullopt;
  const auto end =
      std::find_if(chain->begin(), chain->end(), [](std::uint32_t word) { return (word & 1) != 0; });
  if (end == chain->end()) return std::nullopt;
  return last + static_cast<std::uint64_t>(end - chain->begin()) + 1;
}

// DT_HASH: the numbers of buckets and of symbols come first.
std::optional<std::uint64_t> count_symbols(const FileParts& file, const Tables& tables) {
  if (tables.hash) {
    const auto head = file.read<std::uint32_t>(*tables.hash, 2);
    return head ? std::optional<std::uint64_t>((*head)[1]) : std::nullopt;
  }
  return tables.gnu_hash ? count_by_gnu_hash(file, *tables.gnu_hash) : std::nullopt;
}

bool is_exported_function(const Symbol& symbol) {
  const unsigned type = symbol.st_info & 0xfU;
  const unsigned binding = symbol.st_info >> 4U;
  const unsigned visibility = symbol.st_other & 0x3U;
  return symbol.st_shndx != SHN_UNDEF && (type == STT_FUNC || type == STT_GNU_IFUNC || type == STT_NOTYPE) &&
         (binding == STB_GLOBAL || binding == STB_WEAK || binding == STB_GNU_UNIQUE) &&
         (visibility == STV_DEFAULT || visibility == STV_PROTECTED);
}

}  // namespace

std::optional<std::set<std::string>> exported_functions(const std::filesystem::path& library) {
  const FileParts file(library);
  const auto segments = read_segments(file);
  const auto tables = segments ? find_tables(file, *segments) : std::nullopt;
  const auto count = tables ? count_symbols(file, *tables) : std::nullopt;
  if (!count) return std::nullopt;
  const auto symbols = file.read<Symbol>(tables->symbols, *count);
  const auto names = file.read<char>(tables->names, tables->name_bytes);
  if (!symbols || !names) return std::nullopt;
  const std::string_view text(names->data(), names->size());
  std::set<std::string> functions;
  for (const Symbol& symbol : *symbols) {
    if (!is_exported_function(symbol) || symbol.st_name >= text.size()) continue;
    const std::size_t end = text.find('\0', symbol.st_name);
    if (end != std::string_view::npos) functions.emplace(text.substr(symbol.st_name, end - symbol.st_name));
  }
  return functions;
}

std::string allocator_refusal(const std::filesystem::path& library) {
  const auto functions = exported_functions(library);
  if (!functions) return "is no shared library that can be loaded: its dynamic symbols cannot be read";
  std::vector<std::string> missing;
  for (const char* name : needed)
    if (!functions->contains(name)) missing.emplace_back(name);
  if (missing.empty()) return {};
  if (!functions->contains("malloc")) return "is no allocator: it defines no malloc";
  return fmt::format("is half an allocator: it defines malloc, and no {}", joined(missing, ", "));
}

}  // namespace allocscale
