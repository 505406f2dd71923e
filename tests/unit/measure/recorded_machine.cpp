#include "tests/unit/measure/recorded_machine.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace allocscale {

RecordedMachine::RecordedMachine(const std::string& name) {
  std::string folder = (std::filesystem::temp_directory_path() / "allocscale-machine-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
  root_ = folder;
  std::ifstream recording(std::filesystem::path(RECORDED_MACHINES) / (name + ".txt"));
  if (!recording) throw std::runtime_error("no recording " + name);
  std::string file, text;
  for (std::string line; std::getline(recording, line);) {
    if (line.starts_with("== ")) {
      if (!file.empty()) write(file, text);
      file = line.substr(3);
      text.clear();
    } else {
      text += line + '\n';
    }
  }
  write(file, text);
}

RecordedMachine::~RecordedMachine() { std::filesystem::remove_all(root_); }

void RecordedMachine::write(const std::filesystem::path& file, const std::string& text) const {
  std::filesystem::create_directories((root_ / file).parent_path());
  std::ofstream(root_ / file) << text;
}

void RecordedMachine::remove(const std::filesystem::path& file) const {
  std::filesystem::remove_all(root_ / file);
}

}  // namespace allocscale
