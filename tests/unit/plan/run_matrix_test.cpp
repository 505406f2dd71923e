// run_matrix.sh hands over to the allocscale it finds, with its options, and keeps its exit status.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>

namespace allocscale {
namespace {

namespace fs = std::filesystem;

struct Ended {
  int status = -1;
  std::string text;  // stdout and stderr

  friend bool operator==(const Ended&, const Ended&) = default;
};

void PrintTo(const Ended& ended, std::ostream* out) { *out << ended.status << ": " << ended.text; }

// A tree with the script, and a stand-in for allocscale that prints its arguments and exits with 3.
class RunMatrix : public testing::Test {
 protected:
  RunMatrix() : root_(fs::temp_directory_path() / ("run_matrix_test." + std::to_string(::getpid()))) {
    fs::create_directories(root_ / "experiments");
    fs::copy_file(fs::path(EXPERIMENTS_DIR) / "run_matrix.sh", root_ / "experiments/run_matrix.sh");
  }
  ~RunMatrix() override { fs::remove_all(root_); }

  void put_program(const std::string& folder, int status = 3) const {
    fs::create_directories(root_ / folder);
    const fs::path program = root_ / folder / "allocscale";
    std::ofstream(program) << "#!/bin/sh\nprintf '%s|' \"$@\"\nexit " << status << '\n';
    fs::permissions(program, fs::perms::owner_all);
  }

  Ended run(const std::string& script_and_arguments) const {
    const std::string command = "PATH='" + (root_ / "path").string() + "':/usr/bin:/bin '" + root_.string() +
                                "/" + script_and_arguments + " 2>&1";
    Ended ended;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return ended;
    std::array<char, 4096> part{};
    while (std::fgets(part.data(), static_cast<int>(part.size()), pipe) != nullptr) ended.text += part.data();
    const int status = ::pclose(pipe);
    ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ended;
  }

  fs::path root_;
};

TEST_F(RunMatrix, PassesTheTimeAndTheOptionsOn) {
  put_program("build/release/bin");
  EXPECT_EQ(run("experiments/run_matrix.sh' 45m --store 'a b.db' --dry-run"),
            (Ended{3, "run|matrix|--budget|45m|--store|a b.db|--dry-run|"}));
}

TEST_F(RunMatrix, HasADefaultTime) {
  put_program("build/release/bin");
  EXPECT_EQ(run("experiments/run_matrix.sh'"), (Ended{3, "run|matrix|--budget|30m|"}));
  EXPECT_EQ(run("experiments/run_matrix.sh' --fresh"), (Ended{3, "run|matrix|--budget|30m|--fresh|"}));
}

TEST_F(RunMatrix, RunsEachExperimentThatVariesSomethingAndAllOfThemAfterAFailedTrial) {
  for (const int status : {0, 1}) {
    put_program("build/release/bin", status);
    std::string said;
    for (const char* experiment : {"matrix", "policies", "start-methods", "placement", "siblings"})
      said += std::string("run|") + experiment + "|--budget|1m|";
    EXPECT_EQ(run("experiments/run_matrix.sh' 1m"), (Ended{status, said}));
  }
}

TEST_F(RunMatrix, FindsAnInstalledOne) {
  put_program("bin");
  fs::create_directories(root_ / "share/allocscale");
  fs::rename(root_ / "experiments", root_ / "share/allocscale/experiments");
  EXPECT_EQ(run("share/allocscale/experiments/run_matrix.sh' 1m"), (Ended{3, "run|matrix|--budget|1m|"}));
}

TEST_F(RunMatrix, FindsOneOnThePath) {
  put_program("path");
  EXPECT_EQ(run("experiments/run_matrix.sh' 1m"), (Ended{3, "run|matrix|--budget|1m|"}));
}

TEST_F(RunMatrix, WithoutOneSaysWhatToDo) {
  const Ended ended = run("experiments/run_matrix.sh' 1m");
  EXPECT_EQ(ended.status, 2);
  EXPECT_EQ(ended.text.rfind("run_matrix.sh: no allocscale in ", 0), 0U) << ended.text;
  EXPECT_NE(ended.text.find("cmake --build --preset release"), std::string::npos);
  EXPECT_EQ(ended.text.find('\n'), ended.text.size() - 1);
}

TEST_F(RunMatrix, HelpNeedsNoProgram) {
  const Ended ended = run("experiments/run_matrix.sh' --help");
  EXPECT_EQ(ended.status, 0);
  EXPECT_EQ(ended.text.rfind("usage: run_matrix.sh [TIME] [OPTION...]", 0), 0U) << ended.text;
}

}  // namespace
}  // namespace allocscale
