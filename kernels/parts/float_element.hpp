// The CPython 3.11 float: 24 bytes asked for; none is shared.
#pragma once

#include <cstddef>
#include <cstdint>

namespace allocscale::kernels::parts {

inline constexpr char float_type = 0;  // its address stands for the type object that every float points to

struct FloatObject {
  std::int64_t references;
  const void* type;
  double value;
};

struct Float {
  using Object = FloatObject;
  using Value = double;

  static constexpr std::size_t bytes = sizeof(FloatObject);

  static constexpr bool is_shared(Value) { return false; }
  static constexpr Object* shared(Value) { return nullptr; }

  static void construct(Object* object, Value value) {
    object->references = 1;
    object->type = &float_type;
    object->value = value;
  }
  static Value value(const Object* object) { return object->value; }
};

static_assert(Float::bytes == 24);

}  // namespace allocscale::kernels::parts
