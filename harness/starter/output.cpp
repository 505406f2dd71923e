#include "harness/starter/output.hpp"

#include <unistd.h>

#include <array>

namespace allocscale::starter {

runner::LineWriter& output() {
  static std::array<char, 64 * 1024> buffer;
  static runner::LineWriter writer(STDOUT_FILENO, buffer);
  return writer;
}

void fail(std::string_view reason, std::string_view message, int status) {
  output().begin("error");
  output().field("reason", reason);
  output().field("message", message);
  (void)output().end();
  ::_exit(status);
}

}  // namespace allocscale::starter
