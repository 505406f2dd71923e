// The experiments that ship all parse; names are found, and missed with a hint.
#include "harness/plan/experiment_files.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "harness/plan/expand.hpp"
#include "harness/plan/spec.hpp"
#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

namespace fs = std::filesystem;

const std::vector<fs::path> shipped = {EXPERIMENTS_DIR};

std::vector<std::string> stems(const std::vector<fs::path>& files) {
  std::vector<std::string> names;
  for (const fs::path& file : files) names.push_back(file.stem().string());
  return names;
}

TEST(ExperimentFiles, EveryShippedOneParses) {
  const std::vector<fs::path> files = list_experiments(shipped);
  EXPECT_GE(files.size(), 3U);
  for (const fs::path& file : files) {
    const Experiment experiment = read_experiment(file);
    EXPECT_EQ(experiment.name, file.stem());
    EXPECT_GT(experiment.question.size(), 40U) << file;
    EXPECT_GE(experiment.blocks, 20) << file;
  }
}

TEST(ExperimentFiles, QuickIsTheDefaultQuestion) {
  const Experiment quick = read_experiment(find_experiment("quick", shipped));
  EXPECT_EQ(quick.kernels, (std::vector<std::string>{"concat", "copy", "dict", "compute"}));
  EXPECT_EQ(quick.layouts, (std::vector<std::string>{"boxed", "contiguous"}));
  EXPECT_EQ(quick.allocators, (std::vector<std::string>{"glibc", "mimalloc"}));
  EXPECT_EQ(quick.workers, (std::vector<WorkersLevel>{{false, 1}, {true, 1}}));
  EXPECT_GE(quick.blocks, 20);
  EXPECT_EQ(expand(quick, sample_catalog(), sample_topology(1, 1, 2, 1)).comparisons.size(), 4U);
}

TEST(ExperimentFiles, PaperHasBothPublishedCopies) {
  Experiment paper = read_experiment(find_experiment("paper", shipped));
  EXPECT_EQ(paper.estimand, Estimand::cold);
  EXPECT_EQ(paper.iterations, 1);
  paper.kernels = {"copy"};
  paper.allocators = {"glibc"};
  const Plan plan = expand(paper, sample_catalog(), sample_topology(1, 1, 2, 1));
  ASSERT_EQ(plan.comparisons.size(), 2U);
  EXPECT_EQ(plan.comparisons[0].size, 20'000'000U);
  EXPECT_EQ(plan.comparisons[1].size, 100'000'000U);
  EXPECT_EQ(plan.workers, (std::vector<int>{1, 2, 3, 4}));
}

class Folders : public testing::Test {
 protected:
  Folders() : root_(fs::temp_directory_path() / ("experiment_files_test." + std::to_string(::getpid()))) {
    fs::create_directories(root_ / "mine");
    fs::create_directories(root_ / "theirs");
    for (const char* file : {"mine/zeta.toml", "mine/quick.toml", "theirs/quick.toml", "theirs/alpha.toml"})
      std::ofstream(root_ / file) << "x";
    std::ofstream(root_ / "mine/run.sh") << "x";
  }
  ~Folders() override { fs::remove_all(root_); }

  fs::path root_;
};

TEST_F(Folders, EarlierOnesWin) {
  const std::vector<fs::path> folders = {root_ / "mine", root_ / "absent", root_ / "theirs"};
  const std::vector<fs::path> files = list_experiments(folders);
  EXPECT_EQ(stems(files), (std::vector<std::string>{"alpha", "quick", "zeta"}));
  EXPECT_EQ(files[1], root_ / "mine/quick.toml");
  EXPECT_EQ(find_experiment("quick", folders), root_ / "mine/quick.toml");
}

TEST_F(Folders, APathIsTakenAsItIs) {
  const std::string path = (root_ / "theirs/quick.toml").string();
  EXPECT_EQ(find_experiment(path, {}), fs::path(path));
  EXPECT_EQ(request_error([] { (void)find_experiment("absent.toml", {}); }),
            "no spec file 'absent.toml': name an experiment or an existing .toml file");
}

TEST_F(Folders, AnUnknownNameIsMetWithTheNearest) {
  const std::vector<fs::path> folders = {root_ / "mine", root_ / "theirs"};
  EXPECT_EQ(request_error([&] { (void)find_experiment("qiuck", folders); }),
            "unknown experiment 'qiuck'; did you mean 'quick'?");
  EXPECT_EQ(request_error([] { (void)find_experiment("quick", {}); }),
            "unknown experiment 'quick': no spec files were found");
}

}  // namespace
}  // namespace allocscale
