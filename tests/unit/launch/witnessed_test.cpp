// Are records read as they were written, and is everything else in the file passed over?
#include "harness/launch/witnessed.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#include "harness/base/scratch_folder.hpp"

namespace allocscale {
namespace {

using protocol::RecordHead;
using protocol::RecordKind;

template <class Number>
std::string bytes_of(const Number& number) {
  return {reinterpret_cast<const char*>(&number), sizeof number};
}

std::string text(const std::string& words) {
  return bytes_of(static_cast<std::uint16_t>(words.size())) + words;
}

std::string record(std::uint16_t kind, int pid, std::string body) {
  body.resize((body.size() + protocol::record_step - 1) / protocol::record_step * protocol::record_step);
  RecordHead head;
  head.kind = kind;
  head.pid = pid;
  head.parent = 7;
  head.at_ns = 1000 + pid;
  head.bytes = static_cast<std::uint32_t>(sizeof head + body.size());
  std::string whole = bytes_of(head) + body;
  head.check = protocol::record_checksum(whole.substr(protocol::record_checked_from));
  std::memcpy(whole.data(), &head, sizeof head);
  return whole;
}

std::string record(RecordKind kind, int pid, const std::string& body) {
  return record(static_cast<std::uint16_t>(kind), pid, body);
}

std::string process_body(std::uint16_t owners = 2) {
  return text("/usr/bin/python3.11") + text("python3") + text("jemalloc") + text("5.3.0") + bytes_of(owners) +
         bytes_of(std::uint16_t{0b11111}) + text("/lib/libjemalloc.so.2") +
         bytes_of(std::uint16_t{0b1100000}) + text("/lib/libstdc++.so.6");
}

std::string started(int pid) { return record(RecordKind::started, pid, process_body()); }

std::vector<int> pids(const WitnessRecords& records) {
  std::vector<int> pids;
  for (const WitnessedProcess& process : records.processes) pids.push_back(process.pid);
  return pids;
}

TEST(Witnessed, ARecordSaysWhoOwnsEachSymbol) {
  const WitnessRecords records = parse_witnesses(started(42));
  ASSERT_EQ(records.processes.size(), 1U);
  const WitnessedProcess& process = records.processes[0];
  EXPECT_EQ(process.pid, 42);
  EXPECT_EQ(process.parent, 7);
  EXPECT_EQ(process.at_ns, 1042);
  EXPECT_FALSE(process.forked);
  EXPECT_EQ(process.executable, "/usr/bin/python3.11");
  EXPECT_EQ(process.name, "python3");
  EXPECT_EQ(process.family, "jemalloc");
  EXPECT_EQ(process.version, "5.3.0");
  EXPECT_EQ(owner_of(process, "malloc"), "/lib/libjemalloc.so.2");
  EXPECT_EQ(owner_of(process, "posix_memalign"), "/lib/libjemalloc.so.2");
  EXPECT_EQ(owner_of(process, "operator new"), "/lib/libstdc++.so.6");
  EXPECT_EQ(owner_of(process, "operator delete(size_t)"), "");
  EXPECT_EQ(records.unread_bytes, 0U);
}

TEST(Witnessed, AForkIsTold) {
  const WitnessRecords records = parse_witnesses(started(1) + record(RecordKind::forked, 2, process_body()));
  ASSERT_EQ(pids(records), (std::vector{1, 2}));
  EXPECT_TRUE(records.processes[1].forked);
}

TEST(Witnessed, CountsAreRead) {
  const protocol::SizeCount count = {.function = 2, .size_class = 65, .calls = 3, .bytes = 4000};
  const WitnessRecords records =
      parse_witnesses(record(RecordKind::counted, 5,
                             text("/bin/true") + text("true") + bytes_of(std::uint64_t{9}) +
                                 bytes_of(std::uint16_t{1}) + bytes_of(count)));
  ASSERT_EQ(records.counts.size(), 1U);
  EXPECT_EQ(records.counts[0].frees, 9U);
  ASSERT_EQ(records.counts[0].requests.size(), 1U);
  EXPECT_EQ(records.counts[0].requests[0].bytes, 4000U);
}

TEST(Witnessed, AKindOfLaterVersionsIsPassedOver) {
  const WitnessRecords records =
      parse_witnesses(started(1) + record(77, 2, "whatever it holds") + started(3));
  EXPECT_EQ(pids(records), (std::vector{1, 3}));
  EXPECT_EQ(records.unread_bytes, 0U);
}

TEST(Witnessed, TornRecordsHideNoOthers) {
  const std::string whole = started(2);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const WitnessRecords records = parse_witnesses(started(1) + whole.substr(0, length) + started(3));
    ASSERT_EQ(pids(records), (std::vector{1, 3})) << length;
    EXPECT_EQ(records.unread_bytes, length);
  }
}

TEST(Witnessed, GarbageIsCountedAndPassedOver) {
  for (const std::string& garbage : {std::string("x"), std::string("AsWr"), std::string(100, '\0'),
                                     std::string("AsWrAsWrAsWr"), std::string(5000, '\xff')}) {
    const WitnessRecords records = parse_witnesses(garbage + started(1) + garbage);
    EXPECT_EQ(pids(records), std::vector{1}) << garbage.size();
    EXPECT_EQ(records.unread_bytes, 2 * garbage.size());
  }
}

TEST(Witnessed, ABodyThatDoesNotHoldWhatItSaysIsRefused) {
  for (const std::string& body :
       {std::string(), process_body(3), process_body(1), process_body(17), process_body(0xffff),
        process_body() + std::string(8, '\0'), process_body() + "x",
        text("/bin/true") + text(std::string(4, '\0')), std::string("\xff\xff"),
        text("/bin/true") + text("true") + text("") + text("") + "\x01"}) {
    const WitnessRecords records = parse_witnesses(record(RecordKind::started, 1, body));
    EXPECT_TRUE(records.processes.empty()) << body.size();
    EXPECT_GT(records.unread_bytes, 0U);
  }
}

TEST(Witnessed, CountsOfNoFunctionOrClassAreRefused) {
  for (const protocol::SizeCount& count :
       {protocol::SizeCount{.function = 4}, protocol::SizeCount{.size_class = protocol::size_classes}}) {
    const WitnessRecords records = parse_witnesses(record(
        RecordKind::counted, 5,
        text("") + text("") + bytes_of(std::uint64_t{}) + bytes_of(std::uint16_t{1}) + bytes_of(count)));
    EXPECT_TRUE(records.counts.empty());
  }
}

// Each place looks like the head of the longest record: none may cost its length.
TEST(Witnessed, FalseHeadsEndInTime) {
  RecordHead head;
  head.pid = 1;
  head.bytes = protocol::longest_record;
  std::string heads;
  while (heads.size() < most_witness_bytes) heads += bytes_of(head);
  const WitnessRecords records = parse_witnesses(heads);
  EXPECT_TRUE(records.processes.empty());
  EXPECT_EQ(records.unread_bytes, heads.size());
}

TEST(Witnessed, AnyBytesAreReadWithoutHarm) {
  EXPECT_TRUE(rc::check("records with bytes changed, left out and put in", [] {
    std::string bytes = started(1) + record(RecordKind::forked, 2, process_body()) + started(3);
    for (const auto& [place, byte] : *rc::gen::container<std::vector<std::pair<std::uint16_t, char>>>(
             rc::gen::arbitrary<std::pair<std::uint16_t, char>>()))
      bytes[place % bytes.size()] = byte;
    bytes.insert(*rc::gen::inRange<std::size_t>(0, bytes.size()), *rc::gen::arbitrary<std::string>());
    const WitnessRecords records = parse_witnesses(bytes);
    RC_ASSERT(records.processes.size() <= 3U);
    RC_ASSERT(records.unread_bytes <= bytes.size());
  }));
}

class WitnessedFile : public testing::Test {
 protected:
  ScratchFolder folder_{temporary_folder(), "witnessed"};
  std::filesystem::path file_ = folder_.path() / "witness";
};

TEST_F(WitnessedFile, ThatIsNotThereHoldsNothing) {
  EXPECT_TRUE(read_witnesses(file_).processes.empty());
  std::filesystem::create_directory(file_);
  EXPECT_TRUE(read_witnesses(file_).processes.empty());
}

TEST_F(WitnessedFile, IsReadUpToTheLimit) {
  std::ofstream(file_, std::ios::binary) << started(1);
  EXPECT_FALSE(read_witnesses(file_).cut);
  EXPECT_EQ(pids(read_witnesses(file_)), std::vector{1});
  ASSERT_EQ(::truncate(file_.c_str(), off_t{1} << 40), 0);
  const WitnessRecords records = read_witnesses(file_);
  EXPECT_TRUE(records.cut);
  EXPECT_EQ(pids(records), std::vector{1});
}

}  // namespace
}  // namespace allocscale
