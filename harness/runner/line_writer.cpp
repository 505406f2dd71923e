#include "harness/runner/line_writer.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace allocscale::runner {

void LineWriter::put(std::string_view text) {
  if (text.size() > buffer_.size() - used_) {
    overflow_ = true;
    return;
  }
  std::memcpy(buffer_.data() + used_, text.data(), text.size());
  used_ += text.size();
}

void LineWriter::put_quoted(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  put("\"");
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      const char escaped[] = {'\\', c};
      put({escaped, 2});
    } else if (byte < 0x20) {
      const char escaped[] = {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]};
      put({escaped, 6});
    } else {
      put({&c, 1});
    }
  }
  put("\"");
}

void LineWriter::separate() {
  if (!first_) put(",");
  first_ = false;
}

void LineWriter::name(std::string_view name) {
  separate();
  put_quoted(name);
  put(":");
}

void LineWriter::begin(std::string_view event) {
  used_ = 0;
  overflow_ = false;
  first_ = true;
  put("{");
  field("event", event);
}

void LineWriter::put_number(std::int64_t value) {
  char digits[24];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  put({digits, static_cast<std::size_t>(end - digits)});
}

void LineWriter::field(std::string_view field_name, std::int64_t value) {
  name(field_name);
  put_number(value);
}

void LineWriter::item(std::int64_t value) {
  separate();
  put_number(value);
}

void LineWriter::field(std::string_view field_name, std::string_view text) {
  name(field_name);
  put_quoted(text);
}

void LineWriter::hex_field(std::string_view field_name, std::uint64_t value) {
  char digits[16];
  for (int i = 15; i >= 0; --i, value >>= 4) digits[i] = "0123456789abcdef"[value & 15];
  field(field_name, std::string_view(digits, sizeof digits));
}

void LineWriter::open(std::string_view field_name, char bracket) {
  name(field_name);
  put({&bracket, 1});
  first_ = true;
}

void LineWriter::open(char bracket) {
  separate();
  put({&bracket, 1});
  first_ = true;
}

void LineWriter::close(char bracket) {
  put({&bracket, 1});
  first_ = false;
}

bool LineWriter::end() {
  put("}\n");
  if (overflow_) return false;
  std::size_t written = 0;
  while (written < used_) {
    const ssize_t count = ::write(fd_, buffer_.data() + written, used_ - written);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    written += static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace allocscale::runner
