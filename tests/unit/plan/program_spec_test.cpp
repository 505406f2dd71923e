// Specs of programs: several commands in one experiment, figures that others published, and kernels beside
// commands, held against them.
#include <gtest/gtest.h>

#include <filesystem>

#include "harness/plan/expand.hpp"
#include "harness/plan/spec.hpp"
#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

using Names = std::vector<std::string>;

// A spec with what is given ahead of its other tables.
std::string spec_of(const std::string& tables) {
  return "question = \"?\"\n" + tables +
         "[factors]\nallocators = \"all\"\nworkers = [1, \"max\"]\n[baseline]\nallocator = \"glibc\"\n";
}

Experiment parsed(const std::string& tables) { return parse_experiment(spec_of(tables), "/a b/c.toml"); }

std::string refusal(const std::string& tables) {
  return request_error([&] { static_cast<void>(parsed(tables)); });
}

std::string published(const std::string& workers, const std::string& seconds) {
  return "[[command]]\ncommand = \"a\"\n[[published]]\nkernel = \"a\"\ntask = \"t\"\nsource = \"s\"\nworkers = " +
         workers + "\nseconds = " + seconds + "\n";
}

TEST(SpecOfPrograms, EachCommandIsAKernelAndItsVariantsAreLayouts) {
  const Experiment experiment = parsed(
      "[[command]]\nname = \"x\"\ncommand = \"a\"\n"
      "[[command]]\nname = \"y\"\ncommand = \"b {workers}\"\nvary_env = \"N=1,2\"\ntime = \"reported\"\n");
  EXPECT_EQ(experiment.kernels, (Names{"x", "y"}));
  EXPECT_EQ(experiment.layouts, (Names{"as it is", "N=1", "N=2"}));
  EXPECT_EQ(experiment.baseline.layout, "as it is");
  ASSERT_EQ(experiment.programs.size(), 2U);
  EXPECT_FALSE(experiment.programs[0].variants[0].program.reports_time);
  ASSERT_EQ(experiment.programs[1].variants.size(), 2U);
  EXPECT_TRUE(experiment.programs[1].variants[1].program.reports_time);
}

TEST(SpecOfPrograms, OneCommandMayBeATableOrAListOfOne) {
  for (const char* head : {"[command]\n", "[[command]]\n"}) {
    const Experiment experiment = parsed(std::string(head) + "command = \"a\"\n");
    EXPECT_EQ(experiment.kernels, Names{"a"});
  }
}

TEST(SpecOfPrograms, HereIsTheFolderOfTheSpecAndStaysOneWord) {
  const Experiment experiment = parsed(
      "[command]\ncommand = \"run {here}/x -f\"\nprepare = \"make {here}\"\nrequire = \"test {here}\"\n"
      "env = \"AT={here}\"\n");
  const ProgramTask& task = experiment.programs.front();
  EXPECT_EQ(task.variants.front().program.words, (Names{"run", "/a b/x", "-f"}));
  EXPECT_EQ(task.variants.front().program.environment, Names{"AT=/a b"});
  EXPECT_EQ(task.prepare, (Names{"make", "/a b"}));
  EXPECT_EQ(task.needed, (Names{"test", "/a b"}));
}

TEST(SpecOfPrograms, ARelativeSpecHasItsFolderToo) {
  const Experiment experiment = parse_experiment(spec_of("[command]\ncommand = \"{here}/x\"\n"), "c.toml");
  EXPECT_EQ(experiment.programs.front().variants.front().program.words,
            Names{(std::filesystem::current_path() / "x").string()});
}

TEST(SpecOfPrograms, SeveralNeedNamesOfTheirOwn) {
  EXPECT_EQ(refusal("[[command]]\nname = \"x\"\ncommand = \"a\"\n[[command]]\ncommand = \"b\"\n"),
            "/a b/c.toml:5:1: [[command]]: where there are several, each needs a name");
  EXPECT_EQ(
      refusal("[[command]]\nname = \"x\"\ncommand = \"a\"\n[[command]]\nname = \"x\"\ncommand = \"b\"\n"),
      "/a b/c.toml:5:1: [[command]]: 'x' is there already");
}

TEST(SpecOfPrograms, ATimeIsElapsedOrReportedInAnOutputThatIsRead) {
  EXPECT_NE(refusal("[command]\ncommand = \"a\"\ntime = \"cpu\"\n").find("--time: unknown time 'cpu'"),
            std::string::npos);
  EXPECT_NE(refusal("[command]\ncommand = \"a\"\ntime = \"reported\"\noutput = \"discard\"\n")
                .find("--time reported: the time is read from the output"),
            std::string::npos);
}

TEST(SpecOfPublished, ComesWithTheExperiment) {
  const Experiment experiment = parsed(published("[1, 2, 4]", "[1.0, 1.25, 3]"));
  EXPECT_EQ(experiment.published,
            (std::vector<PublishedFigures>{{"a", "t", "s", {1, 2, 4}, {1.0, 1.25, 3.0}}}));
}

TEST(SpecOfPublished, IsRefusedWhereItIsNoSeriesOfTimes) {
  for (const auto& [workers, seconds] : {std::pair{"[2, 4]", "[1.0, 1.0]"},
                                         {"[1, 1]", "[1.0, 1.0]"},
                                         {"[1, 4, 2]", "[1, 1, 1]"},
                                         {"[1, 2]", "[1.0]"},
                                         {"[1, 2]", "[1.0, 0]"},
                                         {"[1, 2]", "[1.0, inf]"},
                                         {"[1, 2]", "\"x\""}})
    EXPECT_NE(refusal(published(workers, seconds)).find(" in [published] is "), std::string::npos)
        << workers << seconds << refusal(published(workers, seconds));
}

// A spec with kernels beside two commands, and what is given between them.
std::string mixed(const std::string& tables = "", const std::string& factors = "") {
  return "question = \"?\"\n"
         "[[command]]\nname = \"job\"\ncommand = \"a\"\nvary_env = \"N=1,2\"\n"
         "[[command]]\nname = \"start\"\ncommand = \"b\"\nvary_env = \"N=1,3\"\n" +
         tables +
         "[factors]\nkernels = [\"concat\", \"dict\"]\nlayouts = \"boxed\"\nallocators = \"all\"\n"
         "sizes = [1, 700]\nworkers = [1, \"max\"]\n" +
         factors + "[sizes]\ndict = [5, 600]\n[baseline]\nlayout = \"boxed\"\nallocator = \"glibc\"\n";
}

std::string pair_with(const std::string& line = "", const std::string& instead_of = "") {
  std::string table =
      "[[fidelity]]\nmodel = \"concat\"\nlayout = \"boxed\"\nsize = 700\nprogram = \"job\"\nvariant = \"N=1\"\n"
      "start_up = \"start\"\n";
  if (const std::size_t at = table.find(instead_of); !instead_of.empty() && at != std::string::npos)
    table.erase(at, table.find('\n', at) - at + 1);
  return table + line;
}

std::string mixed_refusal(const std::string& tables) {
  return request_error([&] { static_cast<void>(parse_experiment(mixed(tables), "c.toml")); });
}

TEST(SpecOfKernelsAndPrograms, HasBoth) {
  const Experiment experiment = parse_experiment(mixed(), "c.toml");
  EXPECT_EQ(experiment.kernels, (Names{"concat", "dict", "job", "start"}));
  EXPECT_EQ(experiment.layouts, (Names{"boxed", "N=1", "N=2", "N=3"}));
  EXPECT_EQ(experiment.baseline.layout, "boxed");
  EXPECT_EQ(experiment.sizes.size(), 2U);
  EXPECT_EQ(experiment.estimand, Estimand::cold);
  EXPECT_EQ(experiment.iterations, 1);
}

// As offer_programs() adds it to each runner.
void offer(const Experiment& experiment, Catalog& catalog) {
  for (Runner& runner : catalog.runners)
    for (const ProgramTask& task : experiment.programs) {
      KernelOffer& kernel = runner.kernels.emplace_back();
      kernel.name = task.name;
      kernel.facts.kind = KernelKind::program;
      for (const ProgramVariant& variant : task.variants)
        kernel.layouts.push_back({variant.name, "", "", {.opaque = true}, true});
    }
}

TEST(SpecOfKernelsAndPrograms, IsPlannedWithoutLayoutsOfTheOneThatTheOtherWouldLack) {
  const Experiment experiment = parse_experiment(mixed(), "c.toml");
  Catalog catalog = sample_catalog();
  offer(experiment, catalog);
  const Plan plan = expand(experiment, catalog, sample_topology(1, 1, 2, 1));
  ASSERT_EQ(plan.comparisons.size(), 6U) << "two kernels of two sizes, two programs";
  EXPECT_EQ(plan.comparisons[0].baseline.layout, "boxed");
  EXPECT_EQ(plan.comparisons[4].kernel, "job");
  EXPECT_EQ(plan.comparisons[4].baseline.layout, "N=1");
  for (const std::string& note : plan.notes) EXPECT_EQ(note.find("left out"), std::string::npos) << note;
  for (const Cell& cell : plan.cells)
    EXPECT_EQ(cell.layout == "boxed", cell.kernel == "concat" || cell.kernel == "dict") << cell_key(cell);
}

TEST(SpecOfKernelsAndPrograms, SizesAloneAreNoKernels) {
  EXPECT_EQ(refusal("[command]\ncommand = \"a\"\n[sizes]\ndict = 5\n"),
            "/a b/c.toml:4:1: [sizes] has no meaning beside [command], where [factors] has no kernels");
}

TEST(SpecOfFidelity, ComesWithTheExperiment) {
  const Experiment experiment = parse_experiment(
      mixed(pair_with("why = \"w\"\n") +
            "[[fidelity]]\nmodel = \"dict\"\nlayout = \"boxed\"\nsize = 600\nstart_size = 5\n"
            "program = \"job\"\nvariant = \"N=1\"\nstart_up = \"start\"\nwhy = [\"v\", \"w\"]\n"),
      "c.toml");
  EXPECT_EQ(experiment.fidelity,
            (std::vector<FidelityPair>{{"concat", "boxed", 700, 1, "job", "N=1", "start", {"w"}},
                                       {"dict", "boxed", 600, 5, "job", "N=1", "start", {"v", "w"}}}));
}

TEST(SpecOfFidelity, EachNameAndSizeIsOneOfTheExperiment) {
  for (
      const auto& [wrong, instead_of, complaint] :
      {std::tuple{
           "model = \"conact\"\n", "model",
           "c.toml:16:9: model in [fidelity]: 'conact' is no kernel of this experiment; did you mean 'concat'?"},
       {"layout = \"bxed\"\n", "layout",
        "c.toml:16:10: layout in [fidelity]: 'bxed' is no layout of this experiment; did you mean 'boxed'?"},
       {"program = \"jb\"\n", "program",
        "c.toml:16:11: program in [fidelity]: 'jb' is no command of this experiment; did you mean 'job'?"},
       {"variant = \"N=3\"\n", "variant",
        "c.toml:16:11: variant in [fidelity]: 'N=3' is no variant of job of this experiment; did you mean 'N=1'?"},
       {"variant = \"N=2\"\n", "variant",
        "c.toml:15:12: start_up in [fidelity]: start has no variant 'N=2', which its program runs in"},
       {"start_up = \"strat\"\n", "start_up",
        "c.toml:16:12: start_up in [fidelity]: 'strat' is no command of this experiment; did you mean 'start'?"},
       {"size = 70\n", "size",
        "c.toml:16:8: size in [fidelity]: 70 is no size of concat in this experiment; it has 1; 700"},
       {"start_size = 2\n", "",
        "c.toml:17:14: start_size in [fidelity]: 2 is no size of concat in this experiment; it has 1; 700"},
       {"why = 7\n", "", "c.toml:17:7: 'why' in [fidelity] is 7; expected a text, or a list of them"},
       {"", "variant",
        "c.toml:10:1: missing key 'variant' in [fidelity]; expected a variant of that command, such as "
        "\"PYTHONMALLOC=malloc\""}})
    EXPECT_EQ(mixed_refusal(pair_with(wrong, instead_of)), complaint);
}

TEST(SpecOfFidelity, NeedsACommand) {
  EXPECT_EQ(
      request_error([] {
        static_cast<void>(parse_experiment(
            "question = \"?\"\n" + pair_with() +
                "[factors]\nkernels = \"concat\"\nlayouts = \"boxed\"\nallocators = \"all\"\nsizes = 1\n"
                "workers = 1\n[baseline]\nlayout = \"boxed\"\nallocator = \"glibc\"\n",
            "c.toml"));
      }),
      "c.toml:2:1: [[fidelity]] holds a kernel against a [[command]]: there is none");
}

}  // namespace
}  // namespace allocscale
