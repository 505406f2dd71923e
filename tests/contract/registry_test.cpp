// Is every kernel file of this build in the registry, once, in order, and says why it does not run where it
// does not?
#include "kernels/contract/registry.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/contract/file_name.hpp"

namespace allocscale::kernels {
namespace {

std::vector<std::string> stems(const std::filesystem::path& folder) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".hpp") found.push_back(entry.path().stem());
  return found;
}

std::vector<std::string_view> kernel_names() {
  std::vector<std::string_view> names;
  for (const KernelBindings bindings : all_kernels()) names.push_back(bindings.front().kernel->name);
  return names;
}

TEST(Registry, ListsEveryKernelFileOnceInOrder) {
  const std::vector<std::string_view> names = kernel_names();
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(std::set<std::string_view>(names.begin(), names.end()).size(), names.size());
  const std::vector<std::string> files = stems(KERNELS_FOLDER);
  EXPECT_EQ(names.size(), files.size());
  for (const std::string& file : files)
    EXPECT_TRUE(std::any_of(names.begin(), names.end(), [&](std::string_view name) {
      return named_after_file(name, file, false);
    })) << file;
}

TEST(Registry, BindsEveryKernelToEveryLayout) {
  const std::vector<std::string> files = stems(KERNELS_FOLDER "/layouts");
  for (const KernelBindings bindings : all_kernels()) {
    EXPECT_EQ(bindings.size(), files.size()) << bindings.front().kernel->name;
    for (const Binding& binding : bindings) {
      EXPECT_EQ(binding.kernel, bindings.front().kernel);
      EXPECT_EQ(find_binding(binding.kernel->name, binding.layout->name), &binding);
    }
  }
  EXPECT_EQ(find_binding("concat", "no such layout"), nullptr);
  EXPECT_EQ(find_binding("no such kernel", "boxed"), nullptr);
}

/// Kernels that would be another program, or the same as under boxed.
bool cannot_be_meant(const Binding& binding) {
  const std::string_view kernel = binding.kernel->name, layout = binding.layout->name;
  if (kernel == "concat" || kernel == "dict" || kernel == "set" || kernel == "inherited")
    return layout == "linked";
  if (kernel != "bytes" && kernel != "str") return false;
  for (const std::string_view objects : {"contiguous", "immortal", "shuffled", "arena", "ghost", "linked",
                                         "replay+immortal", "replay+ghost", "replay+contiguous"})
    if (layout == objects) return true;
  return false;
}

TEST(Registry, SaysWhyAKernelDoesNotRunUnderALayout) {
  for (const KernelBindings bindings : all_kernels())
    for (const Binding& binding : bindings) {
      SCOPED_TRACE(testing::Message() << binding.kernel->name << "/" << binding.layout->name);
      const bool lists = binding.kernel->kind == KernelKind::list;
      const bool runs = lists != (binding.layout->name == "none") && !cannot_be_meant(binding);
      EXPECT_EQ(binding.unsupported.empty(), runs) << binding.unsupported;
      EXPECT_EQ(binding.unsupported.empty(), binding.create != nullptr);
      EXPECT_EQ(binding.unsupported.empty(), binding.work != nullptr);
    }
}

TEST(Registry, SizesAreInOrderAndPredictionsGrow) {
  for (const KernelBindings bindings : all_kernels()) {
    const KernelInfo& info = *bindings.front().kernel;
    SCOPED_TRACE(info.name);
    EXPECT_FALSE(info.question.empty());
    EXPECT_GE(info.small, 1U);
    EXPECT_LE(info.small, info.paper);
    EXPECT_LE(info.paper, info.largest);
    EXPECT_LT(info.largest, std::uint64_t{1} << 30) << "an int has one digit";
    EXPECT_GE(info.small_iterations, 2) << "one cold, one that repeats it";
    EXPECT_LE(bindings.front().seconds(info.small), bindings.front().seconds(info.paper));
  }
}

TEST(Registry, PublishedSizesAreKept) {
  EXPECT_EQ(find_binding("sqrt", "boxed")->kernel->paper, 10'800'000U);
  EXPECT_EQ(find_binding("copy", "boxed")->kernel->paper, 20'000'000U);
  EXPECT_EQ(find_binding("concat", "boxed")->kernel->paper, 80'000U);
  EXPECT_EQ(find_binding("sleep", "none")->kernel->paper, 1'000U);
}

TEST(FileName, StandsForTheName) {
  EXPECT_TRUE(named_after_file("concat", "concat", false));
  EXPECT_TRUE(named_after_file("two-words", "two_words", false));
  EXPECT_TRUE(named_after_file("replay+immortal", "replay_immortal", true));
  EXPECT_FALSE(named_after_file("replay+immortal", "replay_immortal", false));
  EXPECT_FALSE(named_after_file("two_words", "two_words", false));
  EXPECT_FALSE(named_after_file("concat", "concat2", false));
  EXPECT_FALSE(named_after_file("konkat", "concat", false));
}

}  // namespace
}  // namespace allocscale::kernels
