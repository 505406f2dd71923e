// The environment of a runner process: which variables, with which values, in which order; and that a child
// sees these and no others.
#include "harness/launch/worker_environment.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "harness/launch/arm_proof.hpp"
#include "harness/launch/captured_run.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/launch/knob_level.hpp"

namespace allocscale {
namespace {

using Words = std::vector<std::string>;

constexpr const char* path = "PATH=/usr/bin:/bin";
constexpr const char* language = "LANG=C";

Runner preloaded_runner() {
  Runner runner;
  runner.allocator = "mine";
  runner.path = "/usr/bin/env";
  runner.environment = {preload_variable("/opt/libmine.so")};
  runner.huge_page_knob = "MALLOC_CONF=thp:always";
  return runner;
}

ArmOffer arm(const std::string& variable) { return {"eager", false, {variable}, "", 4096, 4096}; }

Cell cell_with(HugePages huge_pages) {
  Cell cell;
  cell.huge_pages = huge_pages;
  return cell;
}

// As a user's shell has it while the program runs.
class CallersVariables {
 public:
  CallersVariables() {
    ::setenv("MALLOC_ARENA_MAX", "1", 1);
    ::setenv("LD_LIBRARY_PATH", "/nowhere", 1);
    ::setenv("MALLOC_CONF", "narenas:1", 1);
  }
  ~CallersVariables() {
    for (const char* const name : {"MALLOC_ARENA_MAX", "LD_LIBRARY_PATH", "MALLOC_CONF"}) ::unsetenv(name);
  }
  CallersVariables(const CallersVariables&) = delete;
  CallersVariables& operator=(const CallersVariables&) = delete;
};

TEST(WorkerEnvironmentTest, AChildInheritsNothingOfTheCallers) {
  const CallersVariables set;
  EXPECT_EQ(captured_output({"/usr/bin/env"}, 60), "PATH=/usr/bin:/bin\nLANG=C\n");
}

// "env" itself is the runner: it prints what it sees.
TEST(WorkerEnvironmentTest, ARunnerThatIsAskedSeesItsOwnVariablesAndNoCallers) {
  const CallersVariables set;
  Runner runner = preloaded_runner();
  runner.environment = {"MALLOC_CONF=mine:1"};
  EXPECT_EQ(answer_of(runner, {}, 60), "PATH=/usr/bin:/bin\nLANG=C\nMALLOC_CONF=mine:1\n");
}

TEST(WorkerEnvironmentTest, ALibraryComesBeforeTheVariablesOfItsArm) {
  const Runner armed = with_arm(preloaded_runner(), arm("DECAY=0"));
  EXPECT_EQ(runner_environment(armed), (Words{path, language, "LD_PRELOAD=/opt/libmine.so", "DECAY=0"}));
}

TEST(WorkerEnvironmentTest, OnlyHugePagesAlwaysAddTheirKnob) {
  const Runner runner = preloaded_runner();
  for (const HugePages level : {HugePages::system, HugePages::never})
    EXPECT_EQ(cell_environment(cell_with(level), runner), runner_environment(runner));
  EXPECT_EQ(cell_environment(cell_with(HugePages::always), runner),
            (Words{path, language, "LD_PRELOAD=/opt/libmine.so", "MALLOC_CONF=thp:always"}));
}

TEST(WorkerEnvironmentTest, AVariableOfArmAndHugePagesHoldsBothTheArmsFirst) {
  Runner armed = with_arm(preloaded_runner(), arm("MALLOC_CONF=dirty_decay_ms:0"));
  EXPECT_EQ(cell_environment(cell_with(HugePages::always), armed).back(),
            "MALLOC_CONF=dirty_decay_ms:0,thp:always");
  armed = with_arm(preloaded_runner(), arm("GLIBC_TUNABLES=glibc.malloc.tcache_count=0"));
  armed.huge_page_knob = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1";
  EXPECT_EQ(cell_environment(cell_with(HugePages::always), armed).back(),
            "GLIBC_TUNABLES=glibc.malloc.tcache_count=0:glibc.malloc.hugetlb=1");
}

TEST(WorkerEnvironmentTest, AKnobIsToldByItsWholeName) {
  EXPECT_EQ(with_knob({"MALLOC_CONF_2=a"}, "MALLOC_CONF=b"), (Words{"MALLOC_CONF_2=a", "MALLOC_CONF=b"}));
}

TEST(WorkerEnvironmentTest, AWorkerHasItsOrdersEnvironmentAndAPadOfTheOrderedLength) {
  TrialOrder order;
  order.environment = {language};
  order.environment_pad = 4;
  EXPECT_EQ(worker_environment(order), (Words{language, "ALLOCSCALE_PAD=xxxx"}));
}

TEST(WorkerEnvironmentTest, TheVariablesOfALevelAreItsSettings) {
  Runner armed = with_arm(preloaded_runner(), arm("MALLOC_CONF=dirty_decay_ms:0"));
  armed.environment.push_back("DECAY=0");
  const Runner set = with_variables(armed, "x", {"MALLOC_CONF=narenas:1", "DECAY=5", "OTHER=a,b"});
  EXPECT_EQ(set.allocator, "x");
  EXPECT_EQ(set.environment, (Words{"LD_PRELOAD=/opt/libmine.so", "MALLOC_CONF=dirty_decay_ms:0,narenas:1",
                                    "DECAY=5", "OTHER=a,b"}));
  EXPECT_EQ(set.settings, Words(set.environment.begin() + 1, set.environment.end()));
  EXPECT_TRUE(armed.settings.empty());
}

TEST(WorkerEnvironmentTest, AFileIsASettingOfThoseThatReadIt) {
  Catalog catalog;
  catalog.runners = {preloaded_runner(), preloaded_runner()};
  catalog.runners[1].allocator = "other";
  catalog.runners[1].huge_page_knob = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1";
  EXPECT_EQ(add_malloc_conf("narenas:1", catalog), Words{"mine"});
  EXPECT_EQ(catalog.runners[0].settings, Words{"/etc/malloc.conf=narenas:1"});
  EXPECT_TRUE(catalog.runners[1].settings.empty());
}

}  // namespace
}  // namespace allocscale
