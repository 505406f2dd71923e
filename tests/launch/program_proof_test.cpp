#include "harness/launch/program_proof.hpp"

#include <gtest/gtest.h>

namespace allocscale {
namespace {

using protocol::SeenProcess;

constexpr pid_t main_process = 10;

WitnessedProcess process(pid_t pid, const std::string& name, const std::string& owner) {
  WitnessedProcess process;
  process.pid = pid;
  process.name = name;
  process.executable = "/usr/bin/" + name;
  process.owners = {{owner, {"malloc", "calloc", "realloc", "free", "posix_memalign"}}};
  return process;
}

ProgramProof prove(std::vector<WitnessedProcess> processes, const std::vector<SeenProcess>& seen,
                   const std::string& owner = "libc.so") {
  WitnessRecords records;
  records.processes = std::move(processes);
  return prove_program(records, main_process, seen, owner);
}

TEST(ProgramProof, HoldsWhereEveryProcessTellsOfTheLibrary) {
  const ProgramProof proof = prove({process(10, "sh", "/lib/libc.so.6"), process(11, "ls", "/lib/libc.so.6")},
                                   {{10, "sh"}, {11, "ls"}});
  EXPECT_EQ(proof.mismatch, "");
  EXPECT_EQ(proof.unproven, "");
  EXPECT_EQ(proof.processes, 2);
}

TEST(ProgramProof, OneFunctionOfAnotherOwnerIsAMismatch) {
  WitnessedProcess mixed = process(10, "job", "/lib/libc.so.6");
  mixed.owners = {{"/lib/libc.so.6", {"malloc", "calloc", "realloc", "posix_memalign"}},
                  {"/usr/bin/job", {"free"}}};
  EXPECT_EQ(prove({mixed}, {{10, "job"}}).mismatch,
            "free of /usr/bin/job belongs to /usr/bin/job, declared is libc.so");
  EXPECT_NE(prove({process(10, "job", "/lib/libc.so.6")}, {{10, "job"}}, "/lib/libmine.so").mismatch, "");
}

TEST(ProgramProof, AMainProcessOfWhichNobodyToldIsAMismatch) {
  EXPECT_NE(prove({}, {{10, "busybox"}}).mismatch.find("nobody saw who owns malloc in busybox"),
            std::string::npos);
  EXPECT_NE(prove({}, {}).mismatch, "");
}

TEST(ProgramProof, AProgramExecutedInTheSameProcessMustTellToo) {
  const auto env = process(10, "env", "/lib/libc.so.6");
  EXPECT_NE(prove({env}, {{10, "python3"}}).mismatch.find("in python3"), std::string::npos);
  EXPECT_EQ(prove({env, process(10, "python3", "/lib/libc.so.6")}, {{10, "python3"}}).mismatch, "");
}

TEST(ProgramProof, AProgramMayChangeItsName) {
  EXPECT_EQ(prove({process(10, "node", "/lib/libc.so.6")}, {{10, "MainThread", "/usr/bin/node"}}).mismatch,
            "");
  EXPECT_NE(prove({process(10, "node", "/lib/libc.so.6")}, {{10, "MainThread", "/usr/bin/other"}}).mismatch,
            "");
}

TEST(ProgramProof, OtherProcessesAreNamedAndDoNotEndTheTrial) {
  const ProgramProof proof = prove({process(10, "sh", "/lib/libc.so.6"), process(11, "own", "/usr/bin/own")},
                                   {{10, "sh"}, {12, "static"}, {13, "static"}, {14, "esc\x1b"}});
  EXPECT_EQ(proof.mismatch, "");
  EXPECT_EQ(proof.unproven, "own, static, esc?");
  EXPECT_EQ(proof.processes, 5);
}

TEST(ProgramProof, ManyNamesAreCounted) {
  std::vector<SeenProcess> seen = {{10, "sh"}};
  for (int i = 0; i < 9; ++i) seen.push_back({20 + i, "p" + std::to_string(i)});
  EXPECT_EQ(prove({process(10, "sh", "/lib/libc.so.6")}, seen).unproven, "p0, p1, p2, p3, p4 and 4 more");
}

}  // namespace
}  // namespace allocscale
