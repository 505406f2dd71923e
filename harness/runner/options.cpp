#include "harness/runner/options.hpp"

#include <charconv>

#include "harness/model/event_reading.hpp"

namespace allocscale::runner {
namespace {

template <class Number>
bool parse_number(std::string_view text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

// The bytes of --faults and its blocks.
const char* take_probe(std::string_view bytes, std::string_view block, Options& options) {
  const bool read = parse_number(bytes, options.size) && parse_number(block, options.block_bytes);
  return read && options.block_bytes >= 1 && options.size >= options.block_bytes
             ? nullptr
             : "expected bytes, and the bytes of a block that is no larger";
}

// "expected exec, fork or thread", made when the runner is compiled: a message must not allocate.
template <std::size_t count>
constexpr std::array<char, 256> expected_one_of(const std::array<FactorLevel, count>& levels) {
  std::array<char, 256> text{};
  std::size_t end = 0;
  const auto add = [&](std::string_view words) {
    for (const char c : words) text.at(end++) = c;
  };
  add("expected ");
  for (std::size_t i = 0; i < count; ++i) {
    add(i == 0 ? "" : i + 1 == count ? " or " : ", ");
    add(levels[i].name);
  }
  text.at(end) = '\0';
  return text;
}

constexpr auto expected_start = expected_one_of(start_levels);
constexpr auto expected_history = expected_one_of(history_levels);

template <class Level, std::size_t count>
const char* take_level(std::string_view value, const std::array<FactorLevel, count>& levels, Level& level,
                       const std::array<char, 256>& expected) {
  for (std::size_t i = 0; i < count; ++i)
    if (levels[i].name == value) return level = static_cast<Level>(i), nullptr;
  return expected.data();
}

const char* take_nodes(std::string_view list, Options& options) {
  for (int i = 0, node = 0; (node = number_in(list, i)) >= 0; ++i) {
    if (node > 63) return "a memory node above 63 is not supported";
    options.interleave |= std::uint64_t{1} << node;
  }
  return options.interleave != 0 ? nullptr : "expected memory nodes, such as 0,1";
}

const char* take_events(std::string_view list, Options& options) {
  constexpr const char* expected = "expected one to four perf events, such as r3c,3:10002";
  options.event_count = 0;
  while (!list.empty()) {
    const std::string_view event = list.substr(0, list.find(','));
    list.remove_prefix(event.size() < list.size() ? event.size() + 1 : event.size());
    if (options.event_count == options.events.size()) return expected;
    if (!read_event_code(event, options.events[options.event_count++])) return expected;
  }
  return options.event_count > 0 ? nullptr : expected;
}

const char* take_sibling_rate(std::string_view value, Options& options) {
  options.is_sibling = true;
  if (value == "full") return nullptr;
  return parse_number(value, options.operations_per_s) && options.operations_per_s >= 1
             ? nullptr
             : "expected full, or operations per second";
}

const char* take_pair_order(std::string_view value, Options& options) {
  options.is_paired = true;
  options.pair_order = value == "together-first" ? PairOrder::together_first : PairOrder::alone_first;
  return value == "together-first" || value == "alone-first" ? nullptr
                                                             : "expected alone-first or together-first";
}

// The factors' options; `known` stays false for another.
const char* take_factor(std::string_view name, std::string_view value, Options& options, bool& known) {
  known = true;
  if (name == "--start") return take_level(value, start_levels, options.start, expected_start);
  if (name == "--workers")
    return parse_number(value, options.workers) && options.workers >= 1 ? nullptr : "expected 1 or more";
  if (name == "--cpus") return options.cpus = value, number_in(value, 0) >= 0 ? nullptr : "expected CPUs";
  if (name == "--huge-pages")
    return options.no_huge_pages = value == "never", options.no_huge_pages ? nullptr : "expected never";
  if (name == "--history") return take_level(value, history_levels, options.history, expected_history);
  if (name == "--result")
    return options.returns_result = value == "returned",
           options.returns_result ? nullptr : "expected returned";
  if (name == "--accompany") return take_sibling_rate(value, options);
  if (name == "--paired") return take_pair_order(value, options);
  if (name == "--interleave") return take_nodes(value, options);
  return known = false, nullptr;
}

// The value of an option, or what is wrong with it.
const char* take_option(std::string_view name, std::string_view value, Options& options) {
  if (name == "--kernel") return options.kernel = value, nullptr;
  if (name == "--layout") return options.layout = value, nullptr;
  if (name == "--allocator") return options.allocator = value, nullptr;
  if (name == "--owner") return options.owner = value, nullptr;
  if (name == "--events") return take_events(value, options);
  if (name == "--size") return parse_number(value, options.size) ? nullptr : "expected a number of elements";
  if (name == "--iterations")
    return parse_number(value, options.iterations) && options.iterations >= 1 ? nullptr
                                                                              : "expected 1 or more";
  if (name == "--cpu")
    return parse_number(value, options.cpu) && options.cpu >= 0 ? nullptr : "expected a CPU";
  if (name == "--rendezvous")
    return parse_number(value, options.rendezvous_fd) && options.rendezvous_fd >= 0 ? nullptr
                                                                                    : "expected a descriptor";
  if (name == "--worker") return parse_number(value, options.worker) ? nullptr : "expected a worker's number";
  if (name == "--parent") return parse_number(value, options.parent) ? nullptr : "expected a process id";
  if (name == "--growing") {
    options.mode = Mode::growing;
    return parse_number(value, options.size) && options.size >= 4096 ? nullptr
                                                                     : "expected 4096 bytes or more";
  }
  if (name == "--pause")
    return parse_number(value, options.pause_ms) && options.pause_ms >= 0 ? nullptr : "expected milliseconds";
  if (name == "--setting") return options.mode = Mode::setting, options.setting = value, nullptr;
  if (name == "--rehearse") {
    options.mode = Mode::rehearse;
    return parse_number(value, options.rehearse_fd) && options.rehearse_fd >= 0 ? nullptr
                                                                                : "expected a descriptor";
  }
  bool known = false;
  const char* const wrong = take_factor(name, value, options, known);
  return known ? wrong : "unknown option";
}

}  // namespace

int number_in(std::string_view list, int index) {
  for (; index > 0; --index) {
    const std::size_t comma = list.find(',');
    if (comma == std::string_view::npos) return -1;
    list.remove_prefix(comma + 1);
  }
  int number = -1;
  return parse_number(list.substr(0, list.find(',')), number) ? number : -1;
}

const char* const usage =
    "usage: runner-ALLOCATOR --kernel K --layout L --size N [--iterations I] [--cpu C] [--owner PREFIX]\n"
    "                        [--allocator NAME]\n"
    "       runner-ALLOCATOR --describe\n"
    "       runner-ALLOCATOR --predict K L N\n"
    "       runner-ALLOCATOR --faults BYTES BLOCK [--pause MS] | --growing BYTES | --setting NAME=VALUE\n"
    "\n"
    "Runs one kernel under one layout, once or more, and "
    "prints what it measured as JSON lines. It is started by\n"
    "allocscale, which adds --rendezvous FD --worker W "
    "--parent PID; by hand, without them, it starts at once.\n"
    "A replayed layout starts the program once more, with --rehearse FD.\n"
    "  --iterations I   repeats; iteration 0 is the cold one\n"
    "  --cpu C          pin to CPU C\n"
    "  --start S        fork or thread: make --workers P "
    "of them here, on --cpus C,C,…, all released together\n"
    "  --events E,E     count these perf events too, at most four, each rCODE or TYPE:CONFIG[:CONFIG1], hexadecimal\n"
    "  --accompany R    beside another worker of the harness: repeat the kernel until it has stopped, at R\n"
    "                   operations per second, or full\n"
    "  --paired O       of several workers: worker 0 runs alone and together in turn, while the others are held;\n"
    "                   O is alone-first or together-first, in the first pair\n"
    "  --huge-pages never, --history raised|littered, --result returned, --interleave NODE,NODE,…: see\n"
    "                   'allocscale list factors'\n"
    "  --owner PREFIX   the object that must own malloc, when another allocator is preloaded\n"
    "  --allocator NAME the name it goes by, when a library is preloaded or a policy arm is set\n"
    "  --describe       the allocator, the kernels and the layouts of this runner\n"
    "  --predict K L N  memory and time that one worker will need\n"
    "  --faults B S     page faults of rounds that each allocate, fill and free B bytes in blocks of S\n"
    "  --pause MS       wait so long between the rounds of --faults\n"
    "  --setting N=V    whether the allocator says itself that it has this setting of its environment\n"
    "  --growing B      page faults of rounds that each replace a buffer by a larger one, up to B bytes\n";

const char* parse_options(int argc, char** argv, Options& options, int& at) {
  options.arguments = {argv, static_cast<std::size_t>(argc)};
  for (at = 1; at < argc; ++at) {
    const std::string_view name = argv[at];
    if (name == "--help") return options.mode = Mode::help, nullptr;
    if (name == "--drain") return options.mode = Mode::drain, nullptr;
    if (name == "--describe") {
      options.mode = Mode::describe;
      continue;
    }
    const int values = name == "--predict" ? 3 : name == "--faults" ? 2 : 1;
    if (at + values >= argc) return "the value is missing";
    if (name == "--predict") {
      options.mode = Mode::predict;
      options.kernel = argv[at + 1];
      options.layout = argv[at + 2];
      if (!parse_number(std::string_view(argv[at + 3]), options.size)) return "expected a number of elements";
    } else if (name == "--faults") {
      options.mode = Mode::faults;
      if (const char* wrong = take_probe(argv[at + 1], argv[at + 2], options)) return wrong;
    } else if (const char* wrong = take_option(name, argv[at + 1], options)) {
      return wrong;
    }
    at += values;
  }
  const bool acts = options.mode == Mode::run || options.mode == Mode::rehearse;
  if (acts && options.kernel.empty()) return "--kernel is missing";
  if (acts && options.layout.empty()) return "--layout is missing";
  if (options.is_paired && options.iterations < fewest_paired_iterations)
    return "--paired needs --iterations 4 or more";
  if (options.is_paired && options.worker == 0) options.iterations = iterations_of_first(options.iterations);
  return nullptr;
}

}  // namespace allocscale::runner
