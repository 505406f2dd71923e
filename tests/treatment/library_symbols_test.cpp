// Which libraries are no allocator, as their files say? Small ELF files are made here, with any functions and
// any damage.
#include "harness/launch/library_symbols.hpp"

#include <elf.h>
#include <gtest/gtest.h>
#include <link.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

namespace allocscale {
namespace {

namespace fs = std::filesystem;

using Names = std::vector<std::string>;

const Names whole = {"malloc", "free", "calloc", "realloc", "posix_memalign", "aligned_alloc"};

enum class Hash { sysv, gnu };

template <class Item>
void put(std::string& file, std::size_t at, const Item& item) {
  if (file.size() < at + sizeof item) file.resize(at + sizeof item);
  std::memcpy(file.data() + at, &item, sizeof item);
}

// Head, two segments, dynamic entries, symbols, hash, names; addresses are offsets in the file.
std::string made_library(const Names& names, Hash hash, unsigned short section = 1) {
  constexpr std::size_t dynamic_at = 0x100, symbols_at = 0x200;
  const std::size_t hash_at = symbols_at + (names.size() + 1) * sizeof(ElfW(Sym));
  std::string file;
  ElfW(Ehdr) head{};
  std::memcpy(head.e_ident, ELFMAG, SELFMAG);
  head.e_ident[EI_CLASS] = sizeof(void*) == 8 ? ELFCLASS64 : ELFCLASS32;
  head.e_type = ET_DYN;
  head.e_phoff = sizeof head;
  head.e_phnum = 2;
  head.e_phentsize = sizeof(ElfW(Phdr));
  put(file, 0, head);
  std::string texts(1, '\0');
  for (std::size_t i = 0; i < names.size(); ++i) {
    ElfW(Sym) symbol{};
    symbol.st_name = static_cast<ElfW(Word)>(texts.size());
    symbol.st_info = (STB_GLOBAL << 4) | STT_FUNC;
    symbol.st_shndx = section;
    put(file, symbols_at + (i + 1) * sizeof symbol, symbol);
    texts += names[i] + '\0';
  }
  const auto count = static_cast<std::uint32_t>(names.size() + 1);
  std::vector<std::uint32_t> words = {1, count};  // of DT_HASH; its buckets are not read
  if (hash == Hash::gnu) {
    words = {1, 1, 1, 0, 0, 0, names.empty() ? 0U : 1U};
    for (std::uint32_t i = 1; i < count; ++i) words.push_back(i + 1 == count ? 1 : 0);
  }
  for (std::size_t i = 0; i < words.size(); ++i) put(file, hash_at + 4 * i, words[i]);
  const std::size_t names_at = file.size();
  file += texts;
  const ElfW(Dyn) dynamic[] = {{DT_SYMTAB, {symbols_at}},
                               {DT_STRTAB, {names_at}},
                               {DT_STRSZ, {texts.size()}},
                               {hash == Hash::gnu ? DT_GNU_HASH : DT_HASH, {hash_at}},
                               {DT_NULL, {0}}};
  put(file, dynamic_at, dynamic);
  ElfW(Phdr) load{};
  load.p_type = PT_LOAD;
  load.p_filesz = file.size();
  put(file, sizeof head, load);
  ElfW(Phdr) second{};
  second.p_type = PT_DYNAMIC;
  second.p_offset = dynamic_at;
  second.p_filesz = sizeof dynamic;
  put(file, sizeof head + sizeof load, second);
  return file;
}

std::string damaged(std::string file, std::size_t at, std::uint32_t word) {
  put(file, at, word);
  return file;
}

class LibrarySymbols : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "allocscale-symbols-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path file(const std::string& bytes) const {
    std::ofstream(folder_ / "lib.so", std::ios::binary) << bytes;
    return folder_ / "lib.so";
  }
  std::string refusal(const std::string& bytes) const { return allocator_refusal(file(bytes)); }

  fs::path folder_;
};

TEST_F(LibrarySymbols, AWholeAllocatorIsTaken) {
  for (const Hash hash : {Hash::sysv, Hash::gnu}) EXPECT_EQ(refusal(made_library(whole, hash)), "");
}

TEST_F(LibrarySymbols, WhatIsMissingIsNamed) {
  for (const Hash hash : {Hash::sysv, Hash::gnu}) {
    EXPECT_EQ(refusal(made_library({"sin", "free"}, hash)), "is no allocator: it defines no malloc");
    EXPECT_EQ(refusal(made_library({}, hash)), "is no allocator: it defines no malloc");
    EXPECT_EQ(refusal(made_library({"malloc", "realloc"}, hash)),
              "is half an allocator: it defines malloc, and no free, calloc, posix_memalign, aligned_alloc");
  }
}

TEST_F(LibrarySymbols, WhatItOnlyCallsItDoesNotDefine) {
  EXPECT_EQ(refusal(made_library(whole, Hash::sysv, SHN_UNDEF)), "is no allocator: it defines no malloc");
}

TEST_F(LibrarySymbols, RealLibraries) {
  fs::path mathematics;
  std::ifstream maps("/proc/self/maps");
  fs::path c_library;
  for (std::string line; std::getline(maps, line);) {
    if (line.find("/libm.so") != std::string::npos) mathematics = line.substr(line.find('/'));
    if (line.find("/libc.so") != std::string::npos) c_library = line.substr(line.find('/'));
  }
  ASSERT_FALSE(mathematics.empty());
  EXPECT_EQ(allocator_refusal(mathematics), "is no allocator: it defines no malloc");
  ASSERT_FALSE(c_library.empty());
  EXPECT_EQ(allocator_refusal(c_library), "");
}

// Cut anywhere, and with any word changed to one of the largest, it is read or refused.
TEST_F(LibrarySymbols, ADamagedFileIsRefusedOrRead) {
  for (const Hash hash : {Hash::sysv, Hash::gnu}) {
    const std::string good = made_library(whole, hash);
    for (std::size_t length = 0; length < good.size(); length += 31)
      EXPECT_NE(refusal(good.substr(0, length)), "") << length;
    for (std::size_t at = 0; at + 4 <= good.size(); at += 4)
      (void)refusal(damaged(good, at, 0xfffffff0U + static_cast<std::uint32_t>(at / 4 % 16)));
  }
}

TEST_F(LibrarySymbols, ATextIsNone) {
  EXPECT_NE(refusal("INPUT(libx.so.2)").find("cannot be read"), std::string::npos);
  EXPECT_NE(allocator_refusal(folder_).find("cannot be read"), std::string::npos);
  EXPECT_FALSE(exported_functions(folder_ / "missing.so"));
}

}  // namespace
}  // namespace allocscale
