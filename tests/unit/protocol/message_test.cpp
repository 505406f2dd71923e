// What the runner's writer writes, the harness's reader reads; and what is no message is refused by name.
#include "harness/protocol/message.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string>

#include "harness/base/unique_fd.hpp"
#include "harness/runner/line_writer.hpp"

namespace allocscale::protocol {
namespace {

using runner::LineWriter;

// A writer whose lines can be read back.
class Wire {
 public:
  Wire() : ends_(open_pipe()), writer(ends_.in.get(), buffer_) {}

  std::string line() {
    std::array<char, 8192> text{};
    const ssize_t count = ::read(ends_.out.get(), text.data(), text.size());
    return {text.data(), static_cast<std::size_t>(count)};
  }

 private:
  struct Ends {
    UniqueFd out;
    UniqueFd in;
  };
  static Ends open_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    return {UniqueFd(ends[0]), UniqueFd(ends[1])};
  }

  std::array<char, 4096> buffer_{};
  Ends ends_;

 public:
  LineWriter writer;
};

std::string complaint(const std::string& line) {
  try {
    (void)parse_message(line);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Messages, HelloSurvivesTheWire) {
  Wire wire;
  wire.writer.begin("hello");
  wire.writer.field("protocol", std::int64_t{1});
  wire.writer.field("allocator", "mi\"mal\\loc\n");
  wire.writer.field("verdict", "wrong");
  wire.writer.field("library", "/lib/x.so");
  wire.writer.open("mismatch", '{');
  wire.writer.field("symbol", "malloc");
  wire.writer.field("declared", "liby.so");
  wire.writer.field("path", "/lib/x.so");
  wire.writer.close('}');
  wire.writer.field("resident_bytes", std::int64_t{12345});
  ASSERT_TRUE(wire.writer.end());
  const auto hello = std::get<Hello>(parse_message(wire.line()));
  EXPECT_EQ(hello.protocol, 1);
  EXPECT_EQ(hello.allocator, "mi\"mal\\loc\n");
  EXPECT_FALSE(hello.proven);
  EXPECT_EQ(hello.mismatch, "malloc belongs to /lib/x.so, declared is liby.so");
  EXPECT_EQ(hello.resident_bytes, 12345);
}

TEST(Messages, AbsentMetricsStayAbsent) {
  const auto sample = std::get<Sample>(
      parse_message(R"({"event":"sample","iteration":2,"phase":"teardown","wall_ns":7,"minor_faults":0})"));
  EXPECT_EQ(sample.iteration, 2);
  EXPECT_EQ(sample.phase, Phase::teardown);
  EXPECT_EQ(sample.readings[PhaseMetric::wall_ns], 7);
  EXPECT_EQ(sample.readings[PhaseMetric::minor_faults], 0);
  EXPECT_EQ(sample.readings[PhaseMetric::migrations], std::nullopt);
}

TEST(Messages, ChecksumsKeepAll64Bits) {
  Wire wire;
  wire.writer.begin("result");
  wire.writer.hex_field("checksum", 0xfedcba9876543210);
  wire.writer.hex_field("expected", 1);
  wire.writer.field("start_ns", std::int64_t{1});
  wire.writer.field("stop_ns", std::int64_t{9223372036854775807});
  wire.writer.field("version", "1.2");
  ASSERT_TRUE(wire.writer.end());
  const auto result = std::get<ResultMessage>(parse_message(wire.line()));
  EXPECT_EQ(result.checksum, "fedcba9876543210");
  EXPECT_EQ(result.expected, "0000000000000001");
  EXPECT_EQ(result.start_ns, 1);
  EXPECT_EQ(result.stop_ns, 9223372036854775807);
  EXPECT_EQ(result.wrong_iteration, std::nullopt);
}

TEST(Messages, ADemandMayBringItsWork) {
  EXPECT_EQ(parse_demand(R"({"event":"demand","bytes":5,"time_ns":2000000000})"), (Demand{5, 2}));
  const Demand whole = parse_demand(
      R"({"event":"demand","bytes":5,"time_ns":2000000000,"buffer_bytes":6,"work":{"operations":1,"logical_bytes":2,)"
      R"("element_allocations":3,"buffer_allocations":4}})");
  EXPECT_EQ(whole.work, (DeclaredWork{1, 2, 3, 4}));
  EXPECT_EQ(whole.buffer_bytes, 6);
  const Demand visiting = parse_demand(
      R"({"event":"demand","bytes":5,"time_ns":2,"work":{"operations":1,"logical_bytes":2,"element_allocations":3,)"
      R"("buffer_allocations":4,"element_bytes":7}})");
  EXPECT_EQ(visiting.work.value().element_bytes, 7);
}

constexpr const char* allocator_line =
    R"({"event":"allocator","name":"a","description":"","owner":"libc.so","library":"","version":"1","plain":1})";

// A kernel under one layout, whose facts are the text.
std::string kernel_line(const std::string& kind, const std::string& resource, const std::string& layout) {
  return R"({"event":"kernel","name":"k","question":"","kind":")" + kind + R"(","resource":")" + resource +
         R"(","small":1,"paper":1,"largest":1,"small_iterations":1,"layouts":[{"name":"l","question":"",)"
         R"("unsupported":"",)" +
         layout + "}]}";
}

constexpr const char* facts_text =
    R"("element_objects":1,"reference_counts":0,"pointers":1,"list_buffers":1,"rehearsed":0,"usual":0)";

std::string complaint_of_description(const std::string& kernel) {
  try {
    (void)parse_description(fmt::format("{}\n{}", allocator_line, kernel));
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Description, KernelsAndLayoutsDeclareTheirFacts) {
  const std::string layout =
      fmt::format("{}{}", facts_text, R"(,"takes_away":{"suspect":"reference-count writes","from":"m"})");
  const Runner runner =
      parse_description(fmt::format("{}\n{}", allocator_line, kernel_line("probe", "load latency", layout)));
  EXPECT_TRUE(runner.plain);
  ASSERT_EQ(runner.kernels.size(), 1U);
  EXPECT_EQ(runner.kernels[0].facts, (KernelFacts{KernelKind::probe, Resource::load_latency}));
  LayoutFacts facts;
  facts.element_objects = facts.pointers = facts.list_buffers = true;
  facts.takes_away = TakenAway{Suspect::reference_counts, "m"};
  EXPECT_EQ(runner.kernels[0].layouts.at(0).facts, facts);
}

TEST(Description, AFactThatIsMissingOrUnknownIsRefused) {
  EXPECT_EQ(complaint_of_description(kernel_line("list", "none", facts_text)), "accepted");
  EXPECT_EQ(complaint_of_description(kernel_line("dance", "none", facts_text)),
            "the field 'kind' has the unknown value 'dance'");
  EXPECT_EQ(complaint_of_description(kernel_line("probe", "luck", facts_text)),
            "the field 'resource' has the unknown value 'luck'");
  EXPECT_EQ(complaint_of_description(kernel_line("list", "none", R"("pointers":1)")),
            "the field 'element_objects' is missing");
  EXPECT_EQ(complaint_of_description(kernel_line("list", "none", R"("element_objects":2)")),
            "the field 'element_objects' is neither 0 nor 1");
  const std::string wrong = fmt::format("{}{}", facts_text, R"(,"takes_away":{"suspect":"luck","from":"m"})");
  EXPECT_EQ(complaint_of_description(kernel_line("list", "none", wrong)),
            "the field 'suspect' has the unknown value 'luck'");
}

TEST(Messages, WhatIsNoMessageIsNamed) {
  EXPECT_EQ(complaint("garbage"), "expected a JSON object, got 'garbage'");
  EXPECT_EQ(complaint("[1]"), "expected a JSON object, got '[1]'");
  EXPECT_EQ(complaint("{}"), "the field 'event' is missing");
  EXPECT_EQ(complaint(R"({"event":"dance"})"), "unknown event 'dance'");
  EXPECT_EQ(complaint(R"({"event":"sample","iteration":"two"})"), "the field 'iteration' has the wrong type");
  EXPECT_EQ(complaint(R"({"event":"sample","iteration":0,"phase":"lunch"})"),
            "the field 'phase' is none of build, operate, teardown");
}

// The largest number of each kind that may be, and the next.
TEST(Messages, ANumberHasARange) {
  const auto sample = [](const std::string& number) {
    return complaint(R"({"event":"sample","iteration":0,"phase":"build","wall_ns":1,"minor_faults":)" +
                     number + "}");
  };
  EXPECT_EQ(sample("0"), "accepted");
  EXPECT_EQ(sample("9007199254740992"), "accepted");
  EXPECT_EQ(sample("9007199254740993"),
            "the field 'minor_faults' is 9007199254740993; expected 0 to 9007199254740992");
  for (const char* none : {"1e300", "1.5", "true", "\"1\"", "null", "[1]", "18446744073709551616"})
    EXPECT_EQ(sample(none), "the field 'minor_faults' has the wrong type") << none;
  for (const char* beyond : {"-1", "-5", "-9223372036854775808", "18446744073709551615"})
    EXPECT_NE(sample(beyond), "accepted") << beyond;
}

TEST(Messages, ATimeIsAboveZeroAndDoesNotRunBackwards) {
  EXPECT_EQ(complaint(R"({"event":"sample","iteration":0,"phase":"build","wall_ns":0})"),
            "the field 'wall_ns' is 0; expected 1 to 9223372036854775807");
  EXPECT_EQ(
      complaint(R"({"event":"result","checksum":"a","expected":"a","start_ns":5,"stop_ns":4,"version":"1"})"),
      "the field 'stop_ns' is 4; expected 5 to 9223372036854775807");
}

TEST(Messages, AnIterationBeyondAnIntIsNotTakenForAnother) {
  EXPECT_EQ(complaint(R"({"event":"sample","iteration":4294967296,"phase":"build","wall_ns":1})"),
            "the field 'iteration' is 4294967296; expected 0 to 2147483647");
}

std::string complaint_of_demand(const std::string& bytes, const std::string& time_ns) {
  try {
    (void)parse_demand(fmt::format(R"({{"event":"demand","bytes":{},"time_ns":{}}})", bytes, time_ns));
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Messages, ADemandHasARange) {
  EXPECT_EQ(complaint_of_demand("1125899906842624", "9223372036854775807"), "accepted");
  EXPECT_EQ(complaint_of_demand("1125899906842625", "1"),
            "the field 'bytes' is 1125899906842625; expected 0 to 1125899906842624");
  EXPECT_EQ(complaint_of_demand("1", "-5"), "the field 'time_ns' is -5; expected 0 to 9223372036854775807");
  EXPECT_EQ(complaint_of_demand("1", "1e300"), "the field 'time_ns' has the wrong type");
}

TEST(LineWriterTest, ALineThatDoesNotFitIsNotWritten) {
  std::array<char, 16> small{};
  LineWriter writer(STDERR_FILENO, small);
  writer.begin("hello");
  writer.field("library", "/a/long/path");
  EXPECT_FALSE(writer.end());
}

}  // namespace
}  // namespace allocscale::protocol
