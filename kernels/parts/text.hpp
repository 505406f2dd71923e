// The CPython 3.11 bytes and str, as memory: one object with its characters in it, which cannot change.
// Joining one character to a string makes a new object, unless it is a str that nothing else refers to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/demand.hpp"

namespace allocscale::kernels::parts {

/// The n-th character of the strings that the kernels build: printable ASCII, no period of a power of two.
constexpr char character(std::uint64_t i) { return static_cast<char>(' ' + i % 95); }

/// Bytes asked for, for a string of that length, with its final zero. Include/cpython/bytesobject.h: count,
/// type, size, hash; sys.getsizeof(b"") is 33.
constexpr std::uint64_t bytes_object_bytes(std::uint64_t length) { return 32 + length + 1; }
/// Include/cpython/unicodeobject.h, PyASCIIObject: count, type, length, hash, state, wstr; sys.getsizeof("")
/// is 49.
constexpr std::uint64_t str_object_bytes(std::uint64_t length) { return 48 + length + 1; }

/// Calls of the allocator for objects of 2 … n characters, one each; `empty_bytes` is the size of one without
/// any.
template <class M>
constexpr std::uint64_t text_calls(std::uint64_t empty_bytes, std::uint64_t n) {
  constexpr std::uint64_t pooled = pooled_buffer_bytes<M>();
  const std::uint64_t first = pooled < empty_bytes + 2 ? 2 : pooled - empty_bytes + 1;
  return n < first ? 0 : n - first + 1;
}

/// A string that grows at its end. The empty string and those of one character are shared objects in CPython:
/// they take no memory. M: where the objects come from.
template <class M>
class Text {
 public:
  explicit Text(M& memory) : memory_(&memory) {}
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;

  [[nodiscard]] std::uint64_t length() const { return length_; }
  [[nodiscard]] char at(std::uint64_t i) const { return characters()[i]; }

  /// `s = s + c` for bytes (bytes_concat): a new object, the old characters copied, the old object freed.
  void join_as_bytes(char c) { replace(c, bytes_header, bytes_object_bytes(length_ + 1)); }

  /// The same for str (unicode_concatenate, PyUnicode_Append): the object is reallocated with its characters
  /// in it. A shared object of one character cannot be: that one is copied.
  void join_as_str(char c) {
    if (length_ < 2) return replace(c, str_header, str_object_bytes(length_ + 1));
    const std::uint64_t bytes = str_object_bytes(length_ + 1);
    object_ = static_cast<Header*>(memory_->grow_buffer(object_, bytes_, bytes));
    bytes_ = bytes;
    finish(c);
  }

  /// Frees the object; empty afterwards.
  void drop() {
    give(object_, bytes_);
    object_ = nullptr;
    length_ = bytes_ = 0;
  }

 private:
  struct Header {
    std::int64_t references;
    const void* type;
    std::uint64_t length;
    std::int64_t hash;  // -1: not computed yet
  };
  static constexpr std::size_t bytes_header = 32;
  static constexpr std::size_t str_header = 48;
  static_assert(sizeof(Header) == bytes_header);

  [[nodiscard]] const char* characters() const {
    return object_ == nullptr ? &single_ : reinterpret_cast<const char*>(object_) + header_;
  }

  void replace(char c, std::size_t header, std::uint64_t bytes) {
    if (length_ == 0) {
      single_ = c;
      length_ = 1;
      return;
    }
    auto* object = static_cast<Header*>(memory_->take_buffer(bytes));
    object->references = 1;
    object->type = &text_type;
    object->hash = -1;
    std::memcpy(reinterpret_cast<char*>(object) + header, characters(), length_);
    give(object_, bytes_);
    object_ = object;
    header_ = header;
    bytes_ = bytes;
    finish(c);
  }
  void finish(char c) {
    char* const end = reinterpret_cast<char*>(object_) + header_ + length_;
    end[0] = c;
    end[1] = 0;
    object_->length = ++length_;
    keep(object_);
  }
  void give(Header* object, std::uint64_t bytes) {
    if (object == nullptr) return;
    keep(object);
    memory_->give_buffer(object, bytes);
  }

  static constexpr char text_type = 0;  // its address stands for the type object

  M* memory_;
  Header* object_ = nullptr;
  std::size_t header_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t length_ = 0;
  char single_ = 0;  // the string of one character
};

/// The characters 0 … length-1 of a string as checksum steps.
template <class M>
std::uint64_t text_checksum(const Text<M>& text) {
  Checksum checksum;
  for (std::uint64_t i = 0; i < text.length(); ++i) checksum.add(static_cast<unsigned char>(text.at(i)));
  return checksum.value();
}

/// The checksum of the string of n characters that the kernels build.
constexpr std::uint64_t expected_text_checksum(std::uint64_t n) {
  Checksum checksum;
  for (std::uint64_t i = 0; i < n; ++i) checksum.add(static_cast<unsigned char>(character(i)));
  return checksum.value();
}

/// The task of the kernels that join n characters one by one. One round is Join{}(text, character).
template <class L, class Join>
class JoinedText {
 public:
  explicit JoinedText(std::uint64_t n) : n_(n) {}

  void build() {}

  void operate() {
    for (std::uint64_t i = 0; i < n_; ++i) Join{}(text_, character(i));
  }

  [[nodiscard]] std::uint64_t checksum() const { return text_checksum(text_); }

  void teardown() { text_.drop(); }

 private:
  std::uint64_t n_;
  [[no_unique_address]] typename L::Memory memory_;
  Text<typename L::Memory> text_{memory_};
};

}  // namespace allocscale::kernels::parts
