// The CPython 3.11 int of one digit: 32 bytes asked for, and the shared objects for small values.
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>

namespace allocscale::kernels::parts {

inline constexpr char int_type = 0;  // its address stands for the type object that every int points to

/// As CPython lays it out (Include/cpython/longintrepr.h): the digit holds the magnitude, the size its sign.
struct IntObject {
  std::int64_t references;
  const void* type;
  std::int64_t size;  // -1, 0 or 1: digits used, with the sign of the number
  std::uint32_t digit;
};

/// What a data structure must know of an element: its object, its value, which objects are shared.
struct Int {
  using Object = IntObject;
  using Value = std::int64_t;

  /// As CPython 3.11 asks for it: the whole struct, with its padding (Objects/longobject.c,
  /// _PyLong_FromMedium). sys.getsizeof() tells 28 bytes, up to the end of the digit.
  static constexpr std::size_t bytes = sizeof(IntObject);
  static constexpr Value smallest_shared = -5;
  static constexpr Value largest_shared = 256;

  /// How many of the values 0 … n-1 need an object of their own.
  static constexpr std::uint64_t objects_below(std::uint64_t n) {
    constexpr std::uint64_t shared = static_cast<std::uint64_t>(largest_shared) + 1;
    return n < shared ? 0 : n - shared;
  }

  static constexpr bool is_shared(Value value) { return value >= smallest_shared && value <= largest_shared; }
  static Object* shared(Value value);

  /// |value| < 2^30, with one reference.
  static constexpr void construct(Object* object, Value value) {
    assert(value > -(Value{1} << 30) && value < Value{1} << 30);
    object->references = 1;
    object->type = &int_type;
    object->size = value < 0 ? -1 : (value == 0 ? 0 : 1);
    object->digit = static_cast<std::uint32_t>(value < 0 ? -value : value);
  }
  static Value value(const Object* object) { return object->size * static_cast<Value>(object->digit); }
};

static_assert(Int::bytes == 32);

constexpr auto make_shared_ints() {
  std::array<IntObject, Int::largest_shared - Int::smallest_shared + 1> objects{};
  Int::Value value = Int::smallest_shared;
  for (IntObject& object : objects) Int::construct(&object, value++);
  return objects;
}

/// Made with the thread, as with an interpreter of CPython, so that no two workers write to one count; never
/// freed (they hold one reference of their own); their counts are written like any other's.
inline constinit thread_local std::array<IntObject, Int::largest_shared - Int::smallest_shared + 1>
    shared_ints = make_shared_ints();

inline IntObject* Int::shared(Value value) {
  return &shared_ints[static_cast<std::size_t>(value - smallest_shared)];
}

}  // namespace allocscale::kernels::parts
