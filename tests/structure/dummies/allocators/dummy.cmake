# An allocator of one's own: the executable itself owns malloc, and libstdc++'s operators call it.
allocscale_allocator(dummy
  DESCRIPTION "the C library's malloc behind functions of the runner's own"
  OWNER runner-dummy
  OPERATOR_OWNER libstdc++.so
  ROUNDING 8 16
  NO_RETAIN "no test needs it"
  NO_EAGER "no test needs it")
