#include "harness/cluster/submitted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/base/parse_number.hpp"
#include "harness/base/text_file.hpp"

namespace allocscale {
namespace {

namespace fs = std::filesystem;

constexpr const char* file_name = "submitted";

}  // namespace

void write_submitted(const fs::path& folder, const Submitted& submitted) {
  write_text(folder / file_name, fmt::format("shards {}\nreplicas {}\njob {}\nmerge {}\nexperiment {}\n",
                                             submitted.shards, submitted.replicas, submitted.job,
                                             submitted.merge, clean_line(submitted.experiment)));
}

std::optional<Submitted> read_submitted(const fs::path& folder) {
  const auto text = read_text(folder / file_name);
  if (!text) return std::nullopt;
  Submitted submitted;
  bool whole = true;
  std::istringstream lines(*text);
  const auto number = [&](const char* name) {
    std::string word, value;
    lines >> word >> value;
    const auto read = parse_number<std::int64_t>(value);
    whole = whole && word == name && read && *read >= 0;
    return read.value_or(0);
  };
  submitted.shards = static_cast<int>(std::min<std::int64_t>(number("shards"), 1'000'000));
  submitted.replicas = static_cast<int>(std::min<std::int64_t>(number("replicas"), 1'000'000));
  submitted.job = number("job");
  submitted.merge = number("merge");
  std::string word;
  lines >> word;
  whole = whole && word == "experiment" && std::getline(lines >> std::ws, submitted.experiment);
  if (!whole)
    throw RequestError(
        fmt::format("{} is damaged; `allocscale cluster submit` into this folder makes it anew",
                    (folder / file_name).string()));
  return submitted;
}

std::vector<fs::path> shard_stores(const fs::path& folder) {
  std::vector<std::pair<std::int64_t, fs::path>> found;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, none)) {
    const std::string name = entry.path().filename().string();
    constexpr std::string_view before = "shard-", after = ".db";
    if (!name.starts_with(before) || !name.ends_with(after) || name.size() <= before.size() + after.size())
      continue;
    if (const auto number = parse_number<std::int64_t>(
            std::string_view(name).substr(before.size(), name.size() - before.size() - after.size())))
      found.emplace_back(*number, entry.path());
  }
  std::sort(found.begin(), found.end());
  std::vector<fs::path> paths;
  for (auto& [number, path] : found) paths.push_back(std::move(path));
  return paths;
}

}  // namespace allocscale
