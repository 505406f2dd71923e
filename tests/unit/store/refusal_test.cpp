// Is every file that cannot be the store refused in one line that says what to do?
#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "harness/base/error.hpp"
#include "harness/base/text_file.hpp"
#include "harness/store/failure.hpp"
#include "harness/store/migrations.hpp"
#include "harness/store/store.hpp"
#include "tests/unit/store/child_process.hpp"
#include "tests/unit/store/planted.hpp"
#include "tests/unit/store/store_folder.hpp"

namespace allocscale {
namespace {

using namespace allocscale::testing;

// What the request for the store was answered with; empty when it was granted.
std::string refusal(const std::filesystem::path& path) {
  try {
    static_cast<void>(Store::open(path));
    return {};
  } catch (const RequestError& error) {
    return error.what();
  }
}

std::string reading_refusal(const std::filesystem::path& path) {
  try {
    static_cast<void>(Store::open_read_only(path));
    return {};
  } catch (const RequestError& error) {
    return error.what();
  }
}

TEST(Refusal, a_folder) {
  const StoreFolder folder;
  std::filesystem::create_directory(folder / "d");
  const std::string line =
      (folder / "d").string() + " is a folder, not a store; name another file with --store";
  EXPECT_EQ(refusal(folder / "d"), line);
  EXPECT_EQ(reading_refusal(folder / "d"), line);
}

TEST(Refusal, a_device) {
  EXPECT_EQ(refusal("/dev/null"), "/dev/null is not an ordinary file; name another file with --store");
}

TEST(Refusal, a_file_that_is_no_database_and_it_stays_as_it_was) {
  const StoreFolder folder;
  for (const std::string& text : {std::string("hello\n"), std::string(5000, 'x')}) {
    write_text(folder / "t", text);
    const std::string line =
        (folder / "t").string() + " is not a store: it is no SQLite database; name another file with --store";
    EXPECT_EQ(refusal(folder / "t"), line);
    EXPECT_EQ(reading_refusal(folder / "t"), line);
    EXPECT_EQ(read_text(folder / "t"), text);
  }
}

TEST(Refusal, a_database_of_another_program_and_it_stays_as_it_was) {
  const StoreFolder folder;
  for (const char* application : {"0", "1178158167"}) {
    const auto path = folder / (std::string("other") + application);
    SQLite::Database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec(std::string("CREATE TABLE t(x); PRAGMA application_id = ") + application);
    const auto before = read_text(path);
    const std::string line =
        path.string() +
        " is an SQLite database of another program, not a store; name another file with --store";
    EXPECT_EQ(refusal(path), line);
    EXPECT_EQ(reading_refusal(path), line);
    EXPECT_EQ(read_text(path), before);
  }
}

TEST(Refusal, a_store_of_a_newer_version) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  static_cast<void>(Store::open(path));
  SQLite::Database(path, SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
  const std::string line =
      path.string() + " is a store of version 99, newer than the version " + std::to_string(store_version()) +
      " that this allocscale knows; update allocscale, or name another file with --store";
  EXPECT_EQ(refusal(path), line);
  EXPECT_EQ(reading_refusal(path), line);
}

TEST(Refusal, reading_what_is_missing_or_empty_says_what_makes_it) {
  const StoreFolder folder;
  const std::string missing = (folder / "no.db").string();
  EXPECT_EQ(reading_refusal(missing),
            "there is no store " + missing + "; `allocscale run quick --store " + missing + "` makes one");
  EXPECT_FALSE(std::filesystem::exists(missing));
  const std::string empty = (folder / "empty.db").string();
  write_text(empty, "");
  EXPECT_EQ(reading_refusal(empty), empty + " holds no experiment yet; `allocscale run quick --store " +
                                        empty + "` runs one; name another file with --store");
  EXPECT_EQ(refusal(empty), "");
}

TEST(Refusal, a_folder_that_cannot_be_made) {
  const StoreFolder folder;
  write_text(folder / "file", "x");
  EXPECT_EQ(refusal(folder / "file" / "sub" / "s.db"),
            "cannot make the folder " + (folder / "file" / "sub").string() +
                ": Not a directory; name another file with --store");
}

TEST(Refusal, a_file_or_folder_without_the_right_to_write_but_it_can_be_read) {
  const StoreFolder folder;
  std::filesystem::create_directory(folder / "d");
  const auto path = folder / "d" / "s.db";
  RunId run = 0;
  {
    Store store = Store::open(path);
    run = store.open_run(planted_head(), false).id;
    const PlannedTrial place = planted_places(1)[0];
    ASSERT_TRUE(store.record(run, place, planted_result(place), 0, false));
  }
  const auto read_run = [&] {
    Store store = Store::open_read_only(path);
    return first_wrong_trial(store, run) + std::to_string(store.load(run).trials.size()) + " trial";
  };
  ::chmod((folder / "d").c_str(), 0755);
  ::chmod(path.c_str(), 0444);
  EXPECT_EQ(as_ordinary_user([&] { return refusal(path); }),
            path.string() +
                " cannot be written: Permission denied; give this user "
                "the right to it, or name another file with --store");
  ::chmod(path.c_str(), 0666);
  ::chmod((folder / "d").c_str(), 0555);
  EXPECT_EQ(as_ordinary_user([&] { return refusal(path); }),
            (folder / "d").string() +
                " cannot be written, and a store keeps files there: Permission denied; give this user the "
                "right to it, or name another file with --store");
  EXPECT_EQ(as_ordinary_user(read_run), "1 trial");
  ::chmod(path.c_str(), 0000);
  EXPECT_EQ(as_ordinary_user([&] { return reading_refusal(path); }),
            path.string() +
                " cannot be read: Permission denied; give this user "
                "the right to it, or name another file with --store");
  ::chmod((folder / "d").c_str(), 0755);
}

TEST(Refusal, a_read_only_store_takes_no_trial) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  RunId run = Store::open(path).open_run(planted_head(), false).id;
  Store store = Store::open_read_only(path);
  try {
    static_cast<void>(store.record(run, {}, {}, 0, false));
    FAIL() << "recorded";
  } catch (const SetupError& error) {
    EXPECT_EQ(error.what(), "cannot write " + path.string() + ": attempt to write a readonly database");
  }
}

TEST(Refusal, a_store_whose_pages_were_overwritten) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  static_cast<void>(Store::open(path));
  std::string bytes = read_text(path).value();
  bytes.replace(4096, std::string::npos, std::string(bytes.size() - 4096, 'x'));
  write_text(path, bytes);
  const std::string line = path.string() +
                           " is damaged (database disk image is malformed); "
                           "restore a copy of it, or name another file with --store";
  EXPECT_EQ(refusal(path), line);
  EXPECT_EQ(reading_refusal(path), line);
}

TEST(Refusal, a_word_that_no_store_holds_is_called_damage) {
  const StoreFolder folder;
  const auto path = folder / "s.db";
  Store store = Store::open(path);
  const RunId run = store.open_run(planted_head(), false).id;
  ASSERT_TRUE(store.record(run, {}, {}, 0, false));
  SQLite::Database(path, SQLite::OPEN_READWRITE).exec("UPDATE trial SET outcome = 'lucky'");
  try {
    static_cast<void>(store.load(run));
    FAIL() << "loaded";
  } catch (const SetupError& error) {
    EXPECT_EQ(error.what(), path.string() +
                                " is damaged (unknown word 'lucky'); restore a "
                                "copy of it, or name another file with --store");
  }
}

TEST(FailureLine, says_what_to_do_for_a_full_disk_and_for_a_lock) {
  EXPECT_EQ(
      failure_line("s.db", "write", SQLite::Exception("database or disk is full", 13)),
      "cannot write s.db: database or disk is full; what was stored before is kept: make room on its disk or "
      "mend it, then give the same command again");
  EXPECT_EQ(failure_line("s.db", "write", SQLite::Exception("database is locked", 5)),
            "cannot write s.db: another program has kept it locked for "
            "30 s; end that program, then give the same command again");
}

}  // namespace
}  // namespace allocscale
