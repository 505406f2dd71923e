// Is what a plant owes spun away, no more and no less, on any clock?
#include "kernels/planted/parts/debt.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace allocscale::kernels::planted {
namespace {

/// Goes on by `step_ns` with each reading, and once by `stop_ns` more.
struct FakeClock {
  static std::int64_t now_ns() {
    const std::int64_t now = time_ns;
    time_ns += step_ns + stop_ns;
    stop_ns = 0;
    return now;
  }
  static inline std::int64_t time_ns = 0;
  static inline std::int64_t step_ns = 40;
  static inline std::int64_t stop_ns = 0;
};

class DebtTest : public testing::Test {
 protected:
  void SetUp() override { FakeClock::time_ns = FakeClock::stop_ns = 0, FakeClock::step_ns = 40; }
  /// Spins, as far as readings tell, which is what passes between a first and a last one.
  [[nodiscard]] static std::int64_t spun_ns(std::int64_t spins) {
    return FakeClock::time_ns - spins * FakeClock::step_ns;
  }
  Debt<FakeClock> debt_;
};

TEST_F(DebtTest, IsFreeOfTheClockUntilAPieceIsFull) {
  debt_.owe(Debt<FakeClock>::piece_ns - 1);
  EXPECT_EQ(FakeClock::time_ns, 0);
  debt_.owe(1);
  EXPECT_GE(spun_ns(1), Debt<FakeClock>::piece_ns);
}

TEST_F(DebtTest, ComesToWhatWasOwedHoweverSmallTheDoses) {
  FakeClock::step_ns = 37;
  constexpr std::int64_t doses = 100'000, dose_ns = 3;
  for (std::int64_t i = 0; i < doses; ++i) debt_.owe(dose_ns);
  debt_.settle();
  // Each piece is spun once; of what one was too long the next was shorter.
  const std::int64_t pieces = doses * dose_ns / Debt<FakeClock>::piece_ns;
  EXPECT_NEAR(static_cast<double>(spun_ns(pieces)), doses * dose_ns, 3 * 37);
}

TEST_F(DebtTest, OfATimeNotRunIsNotPaidBack) {
  FakeClock::stop_ns = 10'000'000;
  debt_.owe(6'000);
  const std::int64_t before_ns = FakeClock::time_ns;
  debt_.owe(6'000);
  debt_.settle();
  EXPECT_GE(FakeClock::time_ns - before_ns, 5'000) << "but for a thousandth of a millisecond";
}

TEST_F(DebtTest, SettledOwesNothing) {
  debt_.owe(100);
  debt_.settle();
  const std::int64_t after_ns = FakeClock::time_ns;
  EXPECT_GE(after_ns, 100);
  debt_.settle();
  EXPECT_EQ(FakeClock::time_ns, after_ns);
}

}  // namespace
}  // namespace allocscale::kernels::planted
