#include "harness/microbench/one_by_one.hpp"

#include <benchmark/benchmark.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <system_error>

#include "harness/microbench/benchmarks.hpp"
#include "harness/microbench/document.hpp"
#include "harness/protocol/rendezvous.hpp"

namespace allocscale::microbench {
namespace {

using Reporter = benchmark::BenchmarkReporter;

constexpr int exit_wrong_answer = 1;  // its rows are written, unlike those of any other failure

std::unique_ptr<Reporter> file_reporter(const std::string& format) {
  if (format == "json") return std::make_unique<benchmark::JSONReporter>();
  if (format == "console")
    return std::make_unique<benchmark::ConsoleReporter>(benchmark::ConsoleReporter::OO_None);
  BENCHMARK_DISABLE_DEPRECATED_WARNING
  return std::make_unique<benchmark::CSVReporter>();
  BENCHMARK_RESTORE_DEPRECATED_WARNING
}

/// Standard output or the file of --benchmark_out.
struct Output {
  std::string format;
  std::unique_ptr<Reporter> reporter;
  std::ostream* stream;
  std::ostream* notes;  // where the machine is described
};

/// A name among the others.
struct Position {
  int number = 0;
  bool first = true;      // none before it has written its rows
  std::size_t wider = 0;  // by how many columns the longest name exceeds this one
};

/// One process's rows, to every output.
class Rows : public Reporter {
 public:
  Rows(const std::vector<Output>& outputs, const Position& position)
      : outputs_(outputs), position_(position), texts_(outputs.size()) {
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      outputs[i].reporter->SetOutputStream(&texts_[i]);
      outputs[i].reporter->SetErrorStream(position.first ? outputs[i].notes : &unseen_);
    }
  }

  bool ReportContext(const Context& context) override {
    Context widened = context;
    widened.name_field_width += position_.wider;
    for (const Output& output : outputs_) output.reporter->ReportContext(widened);
    return true;
  }
  void ReportRuns(const std::vector<Run>& runs) override {
    std::vector<Run> numbered = runs;
    for (Run& run : numbered) run.family_index = position_.number;
    for (const Output& output : outputs_) output.reporter->ReportRuns(numbered);
  }
  void Finalize() override {
    for (const Output& output : outputs_) output.reporter->Finalize();
  }
  /// Throws std::runtime_error when an output takes no more.
  void write() const {
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
      const Output& output = outputs_[i];
      *output.stream << document_part(output.format, texts_[i].str(), position_.first) << std::flush;
      if (!*output.stream) throw std::runtime_error("cannot write the results");
    }
  }

 private:
  const std::vector<Output>& outputs_;
  Position position_;
  std::vector<std::ostringstream> texts_;
  std::ostringstream unseen_;
};

volatile sig_atomic_t running = 0;      // the process of the benchmark that runs
volatile sig_atomic_t interrupted = 0;  // the signal that asked this program to stop

void stop(int signal) {
  interrupted = signal;
  if (running > 0) kill(running, SIGTERM);
}

// Rows that a child begins to write are written whole, so that its exit status says whether they are there.
void hold_stop_signals() {
  sigset_t stops;
  sigemptyset(&stops);
  sigaddset(&stops, SIGINT);
  sigaddset(&stops, SIGTERM);
  sigprocmask(SIG_BLOCK, &stops, nullptr);
}

[[noreturn]] void run_in_child(const std::string& name, const std::vector<Output>& outputs,
                               const Position& position, pid_t parent) {
  signal(SIGINT, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) std::_Exit(protocol::exit_orphaned);
  Rows rows(outputs, position);
  benchmark::RunSpecifiedBenchmarks(&rows, exact_filter(name));
  hold_stop_signals();
  rows.write();
  std::_Exit(wrong_answer() ? exit_wrong_answer : 0);
}

/// The exit status of the benchmark's process; 128 + signal when a signal ended it.
int run_apart(const std::string& name, const std::vector<Output>& outputs, const Position& position) {
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "cannot start a benchmark process");
  if (child == 0) run_in_child(name, outputs, position, parent);
  running = child;
  if (interrupted != 0) kill(child, SIGTERM);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  running = 0;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

std::size_t longest(const std::vector<std::string>& names) {
  std::size_t length = 0;
  for (const std::string& name : names) length = std::max(length, name.size());
  return length;
}

}  // namespace

int run_one_by_one(const std::string& program, const std::vector<std::string>& names,
                   const Arguments& arguments) {
  std::vector<Output> outputs;
  // The library's own reporter, which knows --benchmark_color and --benchmark_counters_tabular.
  outputs.push_back({option(arguments, "format").value_or("console"),
                     std::unique_ptr<Reporter>(benchmark::CreateDefaultDisplayReporter()), &std::cout,
                     &std::cerr});
  const std::string path = option(arguments, "out").value_or("");
  std::ofstream file;
  if (!path.empty()) {
    file.open(path);
    if (!file) throw std::runtime_error("cannot write " + path);
    const std::string format = option(arguments, "out_format").value_or("json");
    outputs.push_back({format, file_reporter(format), &file, &file});
  }
  signal(SIGINT, stop);
  signal(SIGTERM, stop);
  int status = 0;
  Position position;
  for (const std::string& name : names) {
    position.wider = longest(names) - name.size();
    const int ended = run_apart(name, outputs, position);
    if (ended == 0 || ended == exit_wrong_answer) position.first = false;
    if (interrupted != 0) {
      status = 128 + interrupted;
      break;
    }
    if (ended != 0)
      std::cerr << program << ": " << name << " ended with status " << ended << "; see its message above\n";
    if (status == 0) status = ended;
    ++position.number;
  }
  for (const Output& output : outputs)
    *output.stream << document_end(output.format, position.first) << std::flush;
  if (!path.empty() && !file) throw std::runtime_error("cannot write " + path);
  return status;
}

}  // namespace allocscale::microbench
