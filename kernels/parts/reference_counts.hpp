// Who frees an element: its reference count, or the holder that is known to be the last.
#pragma once

namespace allocscale::kernels::parts {

/// CPython up to 3.11: every reference is a write to the object, and the last one to go frees it.
struct Counted {
  static constexpr bool counts = true;

  template <class Object>
  static void retain(Object* object) {
    ++object->references;
  }
  /// True when that was the last reference.
  template <class Object>
  static bool release(Object* object) {
    return --object->references == 0;
  }
};

/// Counts are read and never written, as for the immortal objects of CPython 3.12, whose Py_INCREF and
/// Py_DECREF look at the count to see that they are (Include/object.h): only the writes are gone, and every
/// object is still visited. Elements die with the last holder, which the program names (drop_last).
struct Uncounted {
  static constexpr bool counts = false;

  template <class Object>
  static void retain(const Object* object) {
    look(object->references);
  }
  template <class Object>
  static bool release(const Object* object) {
    look(object->references);
    return false;
  }

 private:
  template <class Count>
  static void look(Count count) {
    asm volatile("" : : "r"(count));  // the load is not deleted
  }
};

}  // namespace allocscale::kernels::parts
