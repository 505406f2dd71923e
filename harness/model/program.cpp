#include "harness/model/program.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/joined.hpp"

namespace allocscale {
namespace {

// Texts with their lengths, so that no two lists give one text.
std::string framed(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += fmt::format("{}:{}", text.size(), text);
  return all;
}

}  // namespace

bool makes_workers(const Program& program) {
  return std::any_of(program.words.begin(), program.words.end(),
                     [](const std::string& word) { return word.find("{workers}") != std::string::npos; });
}

const ProgramTask* find_program(const std::vector<ProgramTask>& tasks, const std::string& name) {
  const auto found =
      std::find_if(tasks.begin(), tasks.end(), [&](const ProgramTask& task) { return task.name == name; });
  return found == tasks.end() ? nullptr : &*found;
}

const ProgramVariant* find_variant(const ProgramTask& task, const std::string& name) {
  const auto found = std::find_if(task.variants.begin(), task.variants.end(),
                                  [&](const ProgramVariant& variant) { return variant.name == name; });
  return found == task.variants.end() ? nullptr : &*found;
}

std::string identity_of(const ProgramTask& task) {
  std::string text = "program " + framed({task.name});
  for (const auto& [name, program] : task.variants)
    text += fmt::format(" {} {} {} {} {}", framed({name}), framed(program.words), framed(program.environment),
                        framed({program.directory, program.input, program.output}),
                        joined(program.expected_statuses, ",")) +
            (program.reports_time ? " time=reported" : "");
  return fmt::format("{} prepare {} cleanup {}", text, framed(task.prepare), framed(task.cleanup));
}

}  // namespace allocscale
