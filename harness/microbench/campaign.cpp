#include "harness/microbench/campaign.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include "harness/microbench/captured_file.hpp"
#include "harness/microbench/child.hpp"
#include "harness/microbench/merge.hpp"

namespace allocscale::microbench {
namespace {

struct Wanted {
  std::string format;  // of standard output
  std::string file;    // path, empty for none
  std::string file_format;

  [[nodiscard]] bool live() const { return format == "console"; }  // rows appear as children print them
};

struct Documents {
  std::vector<std::string> printed;  // per child, unless live
  std::vector<std::string> filed;    // per child, when there is a file
};

std::size_t longest(const std::vector<std::string>& names) {
  std::size_t length = 0;
  for (const std::string& name : names) length = std::max(length, name.size());
  return length;
}

ChildEnd run_one(const std::string& program, const std::string& name, const ChildRole& role,
                 const Arguments& arguments, const Wanted& wanted, Documents& documents) {
  const CapturedFile printed, filed;
  const ChildOutput output{.format = wanted.format,
                           .file = wanted.file.empty() ? "" : filed.path_in_child(),
                           .file_format = wanted.file_format};
  const ChildEnd end =
      run_child(program, child_arguments(arguments, name, role, output), wanted.live() ? -1 : printed.fd());
  if (end.status != 0) {
    if (!end.interrupted)
      std::cerr << program << ": " << name << " ended with status " << end.status
                << "; see its message above\n";
    if (end.status >= 128) return end;  // cut: its documents may be half written
  }
  documents.printed.push_back(printed.text());
  documents.filed.push_back(filed.text());
  return end;
}

void write(const Wanted& wanted, const Documents& documents) {
  if (!wanted.live()) std::cout << merge(wanted.format, documents.printed) << std::flush;
  if (wanted.file.empty()) return;
  std::ofstream file(wanted.file);
  file << merge(wanted.file_format, documents.filed);
  file.close();
  if (!file) throw std::runtime_error("cannot write " + wanted.file);
}

}  // namespace

int run_each(const std::string& program, const std::vector<std::string>& names, const Arguments& arguments) {
  const Wanted wanted{.format = option(arguments, "format").value_or("console"),
                      .file = option(arguments, "out").value_or(""),
                      .file_format = option(arguments, "out_format").value_or("json")};
  const std::size_t width = longest(names);
  Documents documents;
  int status = 0;
  bool header_printed = false;
  hold_interrupts();
  for (const std::string& name : names) {
    const ChildRole role{.parent = getpid(), .first = !header_printed, .wider = width - name.size()};
    const ChildEnd end = run_one(program, name, role, arguments, wanted, documents);
    if (end.interrupted) {
      status = 128 + *end.interrupted;
      break;
    }
    header_printed = header_printed || end.status == 0;
    if (status == 0) status = end.status;
  }
  write(wanted, documents);
  return status;
}

}  // namespace allocscale::microbench
