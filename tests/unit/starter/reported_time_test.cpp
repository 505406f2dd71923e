#include "harness/starter/reported_time.hpp"

#include <gtest/gtest.h>

#include <string>

namespace allocscale::starter {
namespace {

struct Read {
  std::string others;
  std::optional<std::int64_t> ns;
};

// The stream in pieces of so many bytes.
Read read(const std::string& stream, std::size_t piece) {
  ReportedTime time;
  std::string others;
  for (std::size_t at = 0; at < stream.size(); at += piece)
    others += time.pass(std::string_view(stream).substr(at, piece));
  others += time.finish();
  return {others, time.ns()};
}

Read read(const std::string& stream) {
  const Read whole = read(stream, stream.size() + 1);
  for (const std::size_t piece : {1U, 2U, 3U, 7U, 20U, 21U}) {
    EXPECT_EQ(read(stream, piece).others, whole.others) << piece;
    EXPECT_EQ(read(stream, piece).ns, whole.ns) << piece;
  }
  return whole;
}

TEST(ReportedTime, IsTakenOutOfTheStream) {
  const Read found = read("a\nallocscale: seconds=1.25\nb\n");
  EXPECT_EQ(found.others, "a\nb\n");
  EXPECT_EQ(found.ns, 1'250'000'000);
}

TEST(ReportedTime, MayBeTheLastLineWithoutAnEndAndMayEndAsOnWindows) {
  EXPECT_EQ(read("allocscale: seconds=2").ns, 2'000'000'000);
  EXPECT_EQ(read("x\r\nallocscale: seconds=1e-3\r\n").ns, 1'000'000);
}

TEST(ReportedTime, IsThatOfTheLastLine) {
  EXPECT_EQ(read("allocscale: seconds=1\nallocscale: seconds=3\n").ns, 3'000'000'000);
  EXPECT_EQ(read("allocscale: seconds=1\nallocscale: seconds=x\n").ns, std::nullopt);
}

TEST(ReportedTime, OtherLinesStay) {
  for (const char* stream :
       {"", "\n\n", "allocscale: seconds", "allocscale: second=1\n", " allocscale: seconds=1\n",
        "aallocscale: seconds=1\n", "allocscale:\nallocscale\n", "a"}) {
    EXPECT_EQ(read(stream).others, stream);
    EXPECT_EQ(read(stream).ns, std::nullopt);
  }
}

TEST(ReportedTime, IsNoneWhereItIsNoTimeAboveZero) {
  for (const char* value : {"", "0", "-1", "nan", "inf", "1 s", "x", "1e300"})
    EXPECT_EQ(read(std::string("allocscale: seconds=") + value + "\n").ns, std::nullopt) << value;
  EXPECT_EQ(read("allocscale: seconds=" + std::string(100000, '1') + "\n").ns, std::nullopt);
}

}  // namespace
}  // namespace allocscale::starter
