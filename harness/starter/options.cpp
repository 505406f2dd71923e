#include "harness/starter/options.hpp"

#include <charconv>
#include <functional>
#include <map>
#include <string_view>

#include "harness/model/event_reading.hpp"
#include "harness/protocol/rendezvous.hpp"
#include "harness/starter/output.hpp"

namespace allocscale::starter {
namespace {

[[noreturn]] void refuse(const std::string& what) { fail("usage", what, protocol::exit_usage); }

int number(std::string_view option, std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0)
    refuse(std::string(option) + ": expected a number, got '" + std::string(text) + "'");
  return value;
}

// Calls take(item) for each item of a list with commas.
template <class Take>
void each_item(std::string_view list, const Take& take) {
  for (std::size_t comma = 0; (comma = list.find(',')) != std::string_view::npos;
       list.remove_prefix(comma + 1))
    take(list.substr(0, comma));
  take(list);
}

// "0,1,2".
std::vector<int> numbers(std::string_view option, std::string_view text) {
  std::vector<int> all;
  each_item(text, [&](std::string_view item) { all.push_back(number(option, item)); });
  return all;
}

// "r3c,3:10002": as the runner is told of them.
std::vector<EventCode> parse_events(std::string_view option, std::string_view text) {
  std::vector<EventCode> all;
  each_item(text, [&](std::string_view item) {
    if (!read_event_code(item, all.emplace_back()))
      refuse(std::string(option) + ": expected perf events such as r3c,3:10002");
  });
  return all;
}

void replace_all(std::string& text, std::string_view from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

}  // namespace

Options read_options(int argc, char** argv) {
  Options options;
  using Take = std::function<void(std::string_view option, std::string_view value)>;
  const auto take_text = [](std::string& into) -> Take {
    return [&into](std::string_view, std::string_view value) { into = value; };
  };
  const auto take_number = [](int& into) -> Take {
    return [&into](std::string_view option, std::string_view value) { into = number(option, value); };
  };
  const auto take_numbers = [](std::vector<int>& into) -> Take {
    return [&into](std::string_view option, std::string_view value) { into = numbers(option, value); };
  };
  const std::map<std::string_view, Take> known = {
      {"--rendezvous", take_number(options.rendezvous_fd)},
      {"--parent", take_number(options.parent)},
      {"--worker", take_number(options.worker)},
      {"--workers", take_number(options.workers)},
      {"--allocator", take_text(options.allocator)},
      {"--cpus", take_numbers(options.cpus)},
      {"--env", [&](std::string_view, std::string_view value) { options.environment.emplace_back(value); }},
      {"--directory", take_text(options.directory)},
      {"--input", take_text(options.input)},
      {"--output", take_text(options.output)},
      {"--time", take_text(options.time)},
      {"--expect", take_numbers(options.expected_statuses)},
      {"--events", [&](std::string_view option,
                       std::string_view value) { options.events = parse_events(option, value); }},
      {"--witness", take_text(options.witness_file)},
      {"--scratch-in", take_text(options.scratch_parent)},
  };
  int next = 1;
  for (; next < argc && std::string_view(argv[next]) != "--"; next += 2) {
    const auto found = known.find(argv[next]);
    if (found == known.end()) refuse(std::string("unknown option '") + argv[next] + "'");
    if (next + 1 == argc) refuse(std::string(argv[next]) + ": the value is missing");
    found->second(argv[next], argv[next + 1]);
  }
  if (next + 1 >= argc) refuse("no command; expected [OPTION VALUE]... -- COMMAND [WORD]...");
  options.command.assign(argv + next + 1, argv + argc);
  return options;
}

void fill_in(std::vector<std::string>& words, const Options& options, const std::string& scratch) {
  for (std::string& word : words) {
    replace_all(word, "{workers}", std::to_string(options.workers));
    replace_all(word, "{worker}", std::to_string(options.worker));
    replace_all(word, "{scratch}", scratch);
  }
}

}  // namespace allocscale::starter
