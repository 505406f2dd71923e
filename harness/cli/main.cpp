// The program allocscale: reads the command line, calls the command, and turns errors into exit statuses.
#include <poll.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <optional>
#include <sstream>
#include <string>

#include "harness/base/error.hpp"
#include "harness/base/standard_streams.hpp"
#include "harness/cli/dispatch.hpp"
#include "harness/cli/exit_status.hpp"
#include "harness/cli/help.hpp"
#include "harness/cli/misplaced_command.hpp"
#include "harness/cli/note.hpp"
#include "harness/cli/options.hpp"
#include "harness/cli/parse_error.hpp"
#include "harness/cli/print.hpp"
#include "harness/cli/version.hpp"
#include "harness/launch/process_limits.hpp"
#include "harness/launch/shell_line.hpp"

namespace {

using namespace allocscale;

constexpr int exit_wrong_request = 2;
constexpr const char* no_output = "cannot write to standard output; what is stored is not affected";

// Throws RequestError for a wrong command line, CLI::Success where help or the version was asked for.
void parse_arguments(CLI::App& app, int argc, char** argv) {
  std::optional<std::string> wrong_line;
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success&) {
    throw;
  } catch (const CLI::ParseError& wrong) {
    wrong_line = parse_error_line(app, wrong);
  }
  if (app.got_subcommand("run")) refuse_misplaced_command(app, find_places().experiments);
  if (wrong_line) throw RequestError(*wrong_line);
}

// As for a shell, with the program by its name.
std::string command_line(int argc, char** argv) {
  std::string line = "allocscale";
  for (int i = 1; i < argc; ++i) line += " " + shell_word(argv[i]);
  return line;
}

int ended(const std::string& line, int status) {
  complain("{}", line);
  return status;
}

// Whether standard output is a pipe whose reader has gone, as `head` does when it has seen enough.
bool is_reader_gone() {
  pollfd output{STDOUT_FILENO, 0, 0};
  return ::poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

// The exit status where standard output could not be written. Who reads a page may stop reading; what a run
// ends with is said to be lost.
int unwritten(const CLI::App& app, int status) {
  const bool measures = app.got_subcommand("run") || app.got_subcommand("exec");
  if (!measures && is_reader_gone()) return status;
  return ended(no_output, status == 0 ? 1 : status);
}

// The exit status, once all of standard output is written.
int finished(const CLI::App& app, int status) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
  return unwritten(app, status);
}

void print_wanted(const CLI::App& app, const CLI::Success& wanted) {
  std::ostringstream text;
  app.exit(wanted, text, text);
  print_page(text.str());
}

}  // namespace

int main(int argc, char** argv) {
  own_standard_streams();
  raise_limits();
  CLI::App app("Does a list-heavy process scale with the cores, and if not, why not?", "allocscale");
  app.require_subcommand(1);
  set_help_format(app);
  app.set_version_flag(
      "--version", [] { return version_text(find_places()); }, "Version, commit, compiler and allocators");
  Requests requests;
  add_commands(app, requests);
  requests.words.line = command_line(argc, argv);
  try {
    parse_arguments(app, argc, argv);
    obey(requests.output);
    return finished(app, dispatch(app, requests, ALLOCSCALE_VERSION));
  } catch (const CLI::Success& wanted) {  // --help, --version
    print_wanted(app, wanted);
    return finished(app, 0);
  } catch (const RequestError& wrong) {
    return ended(wrong.what(), exit_wrong_request);
  } catch (const Interrupted&) {
    return ended("interrupted", exit_interrupted);
  } catch (const SetupError& failure) {
    return ended(failure.what(), 1);
  } catch (const std::exception& failure) {
    // Where a text is longer than stdio's buffer, fmt::print throws before the flush above.
    return std::ferror(stdout) != 0 ? unwritten(app, 0) : ended(unforeseen(failure), 1);
  }
}
