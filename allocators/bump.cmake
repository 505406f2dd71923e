# An allocator of the project's own, and the example of one: no library, its code is in bump.cpp.
allocscale_allocator(bump
  DESCRIPTION "a bump pointer in a region that is populated before the kernel starts and rewound after each iteration: a lower bound"
  OWNER PROGRAM
  ROUNDING 16 16
  NEVER_FREES
  NO_RETAIN "it never gives anything back"
  NO_EAGER "it never gives anything back")
