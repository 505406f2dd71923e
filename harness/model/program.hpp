// A program of the user's as the task of a trial: any command, started by allocscale-starter.
#pragma once

#include <string>
#include <vector>

namespace allocscale {

/// One command and what it runs with. {worker}, {workers}, {scratch} in its words stand for the copy's
/// number, the number of workers, and a fresh folder for each copy.
struct Program {
  std::vector<std::string> words;        // the first is looked up in PATH; no shell reads them
  std::vector<std::string> environment;  // NAME=value on top of the caller's; NAME alone: not set
  std::string directory;                 // in which it runs; empty: the caller's
  std::string input = "/dev/null";
  std::string output = "compare";            // hash and drop; or "discard", "inherit", or a file
  std::vector<int> expected_statuses = {0};  // of exit()
  bool reports_time = false;                 // its time is what it says itself, not that of its processes

  friend bool operator==(const Program&, const Program&) = default;
};

/// Whether one copy is started, which makes as many processes as the trial has workers: {workers} stands in
/// its words.
[[nodiscard]] bool makes_workers(const Program& program);

/// A program and what starts it.
struct StartedProgram {
  Program program;
  std::string starter_path;
  std::string witness_path;                        // of the library that tells who owns malloc; empty: none
  std::vector<std::string> callers_environment;    // NAME=value, without the allocators' variables
  std::vector<std::string> allocator_environment;  // NAME=value, on top of it; of one cell
  std::string owner;                               // who must own malloc; of one cell, see owner_file()

  friend bool operator==(const StartedProgram&, const StartedProgram&) = default;
};

/// The name of a variant that is the only one.
inline constexpr const char* only_variant = "as it is";

/// The name of a task of several commands that was given none.
inline constexpr const char* several_commands = "commands";

/// One level of a program task.
struct ProgramVariant {
  std::string name;  // a level of the factor layout: "as it is", a command, "PYTHONMALLOC=malloc"
  Program program;

  friend bool operator==(const ProgramVariant&, const ProgramVariant&) = default;
};

/// What `exec` runs: one task in one or several variants, which are compared like layouts.
struct ProgramTask {
  std::string name;  // a level of the factor kernel
  std::vector<ProgramVariant> variants;
  std::vector<std::string> prepare;  // words of a command before each trial; empty: none
  std::vector<std::string> cleanup;  // after each trial
  std::vector<std::string> needed;   // a command that must succeed, else the task is left out; empty: none
  int warmups = 0;                   // launches of each variant before the first trial of a call

  friend bool operator==(const ProgramTask&, const ProgramTask&) = default;
};

/// The task of that name, or nullptr.
[[nodiscard]] const ProgramTask* find_program(const std::vector<ProgramTask>& tasks, const std::string& name);

/// The task's variant of that name, or nullptr.
[[nodiscard]] const ProgramVariant* find_variant(const ProgramTask& task, const std::string& name);

/// Everything that two runs of one task must have in common, in one line.
[[nodiscard]] std::string identity_of(const ProgramTask& task);

}  // namespace allocscale
