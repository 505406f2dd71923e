// Does the real program put the output of its processes together, and end as it should?
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace allocscale::microbench {
namespace {

struct Ended {
  int status;
  std::string output;
};

/// The program with its arguments, as a shell runs it.
Ended run(const std::string& arguments) {
  Ended ended{};
  FILE* pipe = popen((std::string(MICROBENCH) + " " + arguments).c_str(), "r");
  for (int c = 0; (c = std::fgetc(pipe)) != EOF;) ended.output += static_cast<char>(c);
  ended.status = WEXITSTATUS(pclose(pipe));
  return ended;
}

constexpr const char* fast =
    " --benchmark_min_time=0.001 --benchmark_filter='concat/.*/1024|null' 2>/dev/null";

TEST(MicrobenchProcess, MergesTheJsonOfAllChildren) {
  const Ended ended = run(std::string("--benchmark_format=json") + fast);
  EXPECT_EQ(ended.status, 0);
  const auto json = nlohmann::json::parse(ended.output);
  EXPECT_EQ(json.at("context").at("allocator"), "glibc");
  std::set<std::string> names;
  for (const auto& benchmark : json.at("benchmarks")) {
    names.insert(benchmark.at("name"));
    EXPECT_TRUE(benchmark.contains("allocs_per_element"));
  }
  EXPECT_EQ(names.count("concat/boxed/operate/1024/manual_time"), 1U);
  EXPECT_EQ(names.count("concat/contiguous/iteration/1024/manual_time"), 1U);
  EXPECT_EQ(names.count("null/none/operate/1/manual_time"), 1U);
}

TEST(MicrobenchProcess, CountsAllocationsPerElement) {
  const Ended ended =
      run("--benchmark_format=json --benchmark_min_time=0.001 "
          "--benchmark_filter='concat/(boxed|contiguous)/iteration/1024' 2>/dev/null");
  for (const auto& benchmark : nlohmann::json::parse(ended.output).at("benchmarks")) {
    const std::string name = benchmark.at("name");
    const double expected = name.find("boxed") == std::string::npos ? 2.0 : 2.0 + (1024.0 - 257.0) / 1024.0;
    EXPECT_NEAR(benchmark.at("allocs_per_element").get<double>(), expected, 1e-9) << name;
    EXPECT_GT(benchmark.at("bytes_per_second").get<double>(), 0);
    EXPECT_GT(benchmark.at("items_per_second").get<double>(), 0);
  }
}

TEST(MicrobenchProcess, PrintsOneHeader) {
  const Ended ended = run(std::string("--benchmark_color=false") + fast);
  EXPECT_EQ(ended.status, 0);
  std::size_t headers = 0;
  for (std::size_t at = 0; (at = ended.output.find("Benchmark ", at)) != std::string::npos; ++at) ++headers;
  EXPECT_EQ(headers, 1U) << ended.output;
}

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(MicrobenchProcess, AFileHasAllRowsInItsOwnFormat) {
  const std::string path = testing::TempDir() + "microbench-" + std::to_string(getpid());
  const Ended ended =
      run("--benchmark_format=csv --benchmark_repetitions=2 --benchmark_min_time=0.001 "
          "--benchmark_filter='concat/(boxed|contiguous)/.*/1024' 2>/dev/null --benchmark_out=" +
          path);
  EXPECT_EQ(ended.status, 0);
  const auto json = nlohmann::json::parse(text_of(path));
  const auto& rows = json.at("benchmarks");
  ASSERT_EQ(rows.size(), 4U * 6);                                      // two runs and four aggregates each
  EXPECT_EQ(lines_of(ended.output), 1 + rows.size()) << ended.output;  // after one header
  EXPECT_EQ(rows.front().at("name"), "concat/boxed/operate/1024/manual_time");
  EXPECT_EQ(rows.front().at("family_index"), 0);
  EXPECT_EQ(rows.back().at("name"), "concat/contiguous/iteration/1024/manual_time_cv");
  EXPECT_EQ(rows.back().at("family_index"), 3);
  std::remove(path.c_str());
  EXPECT_EQ(run("--benchmark_filter=null --benchmark_out=/nowhere/file 2>/dev/null").status, 15);
}

// It is stopped as soon as the file has a byte, while rows are being written.
TEST(MicrobenchProcess, WhatIsCompleteIsWrittenWhenItIsStopped) {
  const std::string path = testing::TempDir() + "microbench-stopped-" + std::to_string(getpid());
  const Ended ended =
      run("--benchmark_min_time=0.3 --benchmark_filter='concat/.*/1024' --benchmark_out=" + path +
          " >/dev/null 2>&1 & running=$!; while ! [ -s " + path +
          " ]; do :; done; kill -TERM $running; wait $running; exit $?");
  EXPECT_EQ(ended.status, 128 + SIGTERM);
  const auto rows = nlohmann::json::parse(text_of(path)).at("benchmarks");
  EXPECT_GE(rows.size(), 1U);
  EXPECT_LT(rows.size(), 8U);
  std::remove(path.c_str());
}

TEST(MicrobenchProcess, AChildsFailureIsTheExitStatus) {
  const std::string limited =
      "ulimit -v 60000; exec " + std::string(MICROBENCH) +
      " --benchmark_min_time=0.001 --benchmark_filter='copy/boxed/.*/1000000|null' 2>/dev/null";
  EXPECT_EQ(WEXITSTATUS(std::system(limited.c_str())), 12) << "out of memory";
}

TEST(MicrobenchProcess, HelpAndWrongArguments) {
  const Ended help = run("--help");
  EXPECT_EQ(help.status, 0);
  EXPECT_NE(help.output.find("KERNEL/LAYOUT/operate/SIZE"), std::string::npos);
  EXPECT_NE(help.output.find("--benchmark_filter"), std::string::npos);
  EXPECT_EQ(run("--frobnicate 2>/dev/null").status, 2);
  EXPECT_EQ(run("--benchmark_filter=nothing 2>/dev/null").status, 2);
}

}  // namespace
}  // namespace allocscale::microbench
