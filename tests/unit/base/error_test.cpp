// Does no text that is meant for programmers reach a user?
#include "harness/base/error.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace allocscale {
namespace {

template <class F>
std::string said_of(F fail) {
  try {
    fail();
  } catch (const std::exception& failure) {
    return unforeseen(failure);
  }
  return "nothing was thrown";
}

TEST(Unforeseen, AFaultIsNamedByItsKindWithWhatToReport) {
  const std::string said = said_of([] { (void)std::vector<int>().at(1); });
  EXPECT_EQ(said.find("_M_range_check"), std::string::npos);
  EXPECT_NE(said.find("(std::out_of_range)"), std::string::npos) << said;
  EXPECT_NE(said.find("report it"), std::string::npos) << said;
}

TEST(Unforeseen, WantOfMemoryAndAFailedSystemCallSayTheirCause) {
  EXPECT_EQ(said_of([] { throw std::bad_alloc(); }).find("out of memory; "), 0U);
  EXPECT_EQ(said_of([] { (void)std::filesystem::file_size("/no/such"); }),
            "/no/such: No such file or directory");
  EXPECT_EQ(said_of([] { throw std::system_error(std::make_error_code(std::errc::no_space_on_device)); }),
            "No space left on device");
}

}  // namespace
}  // namespace allocscale
