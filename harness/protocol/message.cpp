#include "harness/protocol/message.hpp"

#include <fmt/format.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace allocscale::protocol {
namespace {

using nlohmann::json;

json parse_object(const std::string& line) {
  json object = json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object())
    throw std::runtime_error(fmt::format("expected a JSON object, got '{}'", line.substr(0, 80)));
  return object;
}

const json& member(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) throw std::runtime_error(fmt::format("the field '{}' is missing", name));
  return *found;
}

[[noreturn]] void refuse_type(const char* name) {
  throw std::runtime_error(fmt::format("the field '{}' has the wrong type", name));
}

// The whole number `value` of the field `name`. Throws where it is another type (true, 1.5 and 1e300 are
// none) or lies outside the range.
template <class Number>
Number number_of(const json& value, const char* name, Number least, Number most) {
  if (!value.is_number_integer()) refuse_type(name);
  const auto fits = [&](auto given) {
    return std::cmp_greater_equal(given, least) && std::cmp_less_equal(given, most);
  };
  if (!(value.is_number_unsigned() ? fits(value.get<std::uint64_t>()) : fits(value.get<std::int64_t>())))
    throw std::runtime_error(
        fmt::format("the field '{}' is {}; expected {} to {}", name, value.dump(), least, most));
  return value.get<Number>();
}

template <class Number>
Number number(const json& object, const char* name, Number least = 0,
              Number most = std::numeric_limits<Number>::max()) {
  return number_of(member(object, name), name, least, most);
}

template <class Number>
std::optional<Number> optional_number(const json& object, const char* name, Number least = 0,
                                      Number most = std::numeric_limits<Number>::max()) {
  if (!object.contains(name)) return std::nullopt;
  return number(object, name, least, most);
}

// The largest reading: a double holds it exactly, and sums of a million of them fit into 64 bits. 104 days in
// ns, 8 PiB.
constexpr std::int64_t largest_reading = std::int64_t{1} << 53;

std::int64_t reading(const json& object, const char* name) {
  return number<std::int64_t>(object, name, 0, largest_reading);
}

// Of texts, objects and lists.
template <class Value>
Value field(const json& object, const char* name) {
  static_assert(!std::is_arithmetic_v<Value>, "numbers have a range");
  try {
    return member(object, name).get<Value>();
  } catch (const json::exception&) {
    refuse_type(name);
  }
}

template <class Value>
std::optional<Value> optional_field(const json& object, const char* name) {
  if (!object.contains(name)) return std::nullopt;
  return field<Value>(object, name);
}

// 0 or 1.
bool flag(const json& object, const char* name) {
  const int value = number<int>(object, name, std::numeric_limits<int>::min());
  if (value != 0 && value != 1)
    throw std::runtime_error(fmt::format("the field '{}' is neither 0 nor 1", name));
  return value == 1;
}

template <class AnyReadings, class Infos>
void read_metrics(const json& object, const Infos& infos, AnyReadings& readings) {
  for (std::size_t column = 0; column < infos.size(); ++column)
    if (object.contains(infos[column].name)) readings.at(column) = reading(object, infos[column].name.data());
}

Hello parse_hello(const json& object) {
  Hello hello;
  hello.protocol = number<int>(object, "protocol");
  hello.allocator = field<std::string>(object, "allocator");
  hello.proven = field<std::string>(object, "verdict") == "proven";
  if (const auto wrong = optional_field<json>(object, "mismatch"))
    hello.mismatch = fmt::format("{} belongs to {}, declared is {}", field<std::string>(*wrong, "symbol"),
                                 field<std::string>(*wrong, "path"), field<std::string>(*wrong, "declared"));
  hello.library = field<std::string>(object, "library");
  hello.resident_bytes =
      optional_number<std::int64_t>(object, "resident_bytes", 0, largest_reading).value_or(0);
  return hello;
}

Sample parse_sample(const json& object) {
  Sample sample;
  sample.iteration = number<int>(object, "iteration");
  const std::optional<Phase> phase = phase_of(field<std::string>(object, "phase"));
  if (!phase) throw std::runtime_error("the field 'phase' is none of build, operate, teardown");
  sample.phase = *phase;
  if (object.contains("alone")) sample.alone = flag(object, "alone");
  // A phase of no time would have no slowdown.
  (void)optional_number<std::int64_t>(object, metric_info(PhaseMetric::wall_ns).name.data(), 1);
  read_metrics(object, phase_metrics, sample.readings);
  return sample;
}

ResultMessage parse_result(const json& object) {
  ResultMessage result;
  result.checksum = field<std::string>(object, "checksum");
  result.expected = field<std::string>(object, "expected");
  result.wrong_iteration = optional_number<int>(object, "wrong_iteration");
  result.cpu = optional_number<int>(object, "cpu");
  result.start_ns = number<std::int64_t>(object, "start_ns");
  result.stop_ns = number<std::int64_t>(object, "stop_ns", result.start_ns);
  result.version = field<std::string>(object, "version");
  result.worker = optional_number<int>(object, "worker");
  result.process = optional_number<int>(object, "process", 1);
  for (const json& time : optional_field<std::vector<json>>(object, "together").value_or(std::vector<json>()))
    result.together_ns.push_back(
        number_of<std::int64_t>(time, "together", 0, std::numeric_limits<std::int64_t>::max()));
  for (const json& seen : optional_field<std::vector<json>>(object, "seen").value_or(std::vector<json>()))
    result.seen.push_back({number<int>(seen, "pid", 1), field<std::string>(seen, "name"),
                           optional_field<std::string>(seen, "executable").value_or("")});
  read_metrics(object, worker_metrics, result.readings);
  return result;
}

template <class Value>
Value named_field(const json& object, const char* name, std::optional<Value> (*value_of)(std::string_view)) {
  const auto text = field<std::string>(object, name);
  const auto value = value_of(text);
  if (!value) throw std::runtime_error(fmt::format("the field '{}' has the unknown value '{}'", name, text));
  return *value;
}

LayoutFacts parse_layout_facts(const json& object) {
  LayoutFacts facts;
  facts.element_objects = flag(object, "element_objects");
  facts.reference_counts = flag(object, "reference_counts");
  facts.pointers = flag(object, "pointers");
  facts.list_buffers = flag(object, "list_buffers");
  facts.rehearsed = flag(object, "rehearsed");
  if (const auto taken = optional_field<json>(object, "takes_away"))
    facts.takes_away = {named_field(*taken, "suspect", suspect_of), field<std::string>(*taken, "from")};
  return facts;
}

KernelOffer parse_kernel(const json& object) {
  KernelOffer kernel;
  kernel.name = field<std::string>(object, "name");
  kernel.question = field<std::string>(object, "question");
  kernel.facts.kind = named_field(object, "kind", kernel_kind_of);
  kernel.facts.resource = named_field(object, "resource", resource_of);
  kernel.small = number<std::uint64_t>(object, "small", 1, largest_reading);
  kernel.paper = number<std::uint64_t>(object, "paper", 0, largest_reading);
  kernel.largest = number<std::uint64_t>(object, "largest", 1, largest_reading);
  kernel.small_iterations = number<int>(object, "small_iterations", 1, 1'000'000);
  for (const json& item : field<std::vector<json>>(object, "layouts"))
    kernel.layouts.push_back({field<std::string>(item, "name"), field<std::string>(item, "question"),
                              field<std::string>(item, "unsupported"), parse_layout_facts(item),
                              flag(item, "usual")});
  return kernel;
}

std::uint64_t bytes(const json& object, const char* name) {
  return static_cast<std::uint64_t>(reading(object, name));
}

KnobOffer parse_knob(const json& object) {
  const auto setting = field<std::string>(object, "setting");
  const std::size_t equals = setting.find('=');
  return {setting.substr(0, equals), equals == std::string::npos ? "" : setting.substr(equals + 1),
          field<std::string>(object, "why_not"), bytes(object, "proof_bytes"),
          bytes(object, "proof_block_bytes")};
}

ArmOffer parse_arm(const json& object) {
  ArmOffer arm;
  arm.name = field<std::string>(object, "name");
  arm.keeps_memory = flag(object, "keeps_memory");
  std::istringstream words(field<std::string>(object, "environment"));
  for (std::string word; words >> word;) arm.environment.push_back(word);
  arm.why_not = field<std::string>(object, "why_not");
  arm.proof_bytes = bytes(object, "proof_bytes");
  arm.proof_block_bytes = bytes(object, "proof_block_bytes");
  return arm;
}

}  // namespace

Message parse_message(const std::string& line) {
  const json object = parse_object(line);
  const auto event = field<std::string>(object, "event");
  if (event == "hello") return parse_hello(object);
  if (event == "sample") return parse_sample(object);
  if (event == "result") return parse_result(object);
  if (event == "error")
    return ErrorMessage{field<std::string>(object, "reason"), field<std::string>(object, "message")};
  throw std::runtime_error(fmt::format("unknown event '{}'", event));
}

Runner parse_description(const std::string& lines) {
  Runner runner;
  std::istringstream stream(lines);
  for (std::string line; std::getline(stream, line);) {
    const json object = parse_object(line);
    const auto event = field<std::string>(object, "event");
    if (event == "allocator") {
      runner.allocator = field<std::string>(object, "name");
      runner.description = field<std::string>(object, "description");
      runner.owner = field<std::string>(object, "owner");
      runner.library_path = field<std::string>(object, "library");
      runner.version = field<std::string>(object, "version");
      runner.plain = flag(object, "plain");
      for (const json& item : optional_field<std::vector<json>>(object, "arms").value_or(std::vector<json>()))
        runner.arms.push_back(parse_arm(item));
      for (const json& item :
           optional_field<std::vector<json>>(object, "knobs").value_or(std::vector<json>()))
        runner.knobs.push_back(parse_knob(item));
      runner.huge_page_knob = optional_field<std::string>(object, "huge_page_knob").value_or("");
    } else if (event == "kernel") {
      runner.kernels.push_back(parse_kernel(object));
    } else {
      throw std::runtime_error(fmt::format("unknown event '{}' in a description", event));
    }
  }
  if (runner.allocator.empty()) throw std::runtime_error("the description names no allocator");
  return runner;
}

FaultsMessage parse_faults(const std::string& line) {
  const json object = parse_object(line);
  return {reading(object, "pages"), reading(object, "first"), reading(object, "last"),
          optional_number<std::int64_t>(object, "warm", 0, largest_reading)};
}

std::optional<bool> parse_setting(const std::string& line) {
  const json object = parse_object(line);
  return object.contains("in_force") ? std::optional(flag(object, "in_force")) : std::nullopt;
}

Demand parse_demand(const std::string& line) {
  // A thousand workers of this demand still have a sum.
  constexpr std::int64_t most_bytes = std::int64_t{1} << 50;
  const json object = parse_object(line);
  Demand demand{number<std::int64_t>(object, "bytes", 0, most_bytes),
                static_cast<double>(number<std::int64_t>(object, "time_ns")) / 1e9};
  if (const auto work = optional_field<json>(object, "work"))
    demand.work = DeclaredWork{number<std::int64_t>(*work, "operations"),
                               number<std::int64_t>(*work, "logical_bytes"),
                               number<std::int64_t>(*work, "element_allocations"),
                               number<std::int64_t>(*work, "buffer_allocations"),
                               optional_number<std::int64_t>(*work, "planted_ns"),
                               optional_number<std::int64_t>(*work, "element_bytes")};
  demand.buffer_bytes = optional_number<std::int64_t>(object, "buffer_bytes", 0, most_bytes);
  return demand;
}

}  // namespace allocscale::protocol
