# An allocator of one's own: the executable itself owns malloc, and libstdc++'s operators call it.
allocscale_allocator(dummy
  DESCRIPTION "the C library's malloc behind functions of the runner's own"
  OWNER runner-dummy
  OPERATOR_OWNER libstdc++.so)
