# https://jemalloc.net
allocscale_allocator(jemalloc
  DESCRIPTION "jemalloc: size classes in arenas; freed pages decay over about ten seconds"
  OWNER libjemalloc.so
  LIBRARY jemalloc
  PACKAGE libjemalloc-dev
  SYMBOL mallctl
  HUGE_PAGE_KNOB MALLOC_CONF=thp:always
  ROUNDING 0 16
  RETAIN MALLOC_CONF=dirty_decay_ms:-1
  RETAIN_AT 20971520
  EAGER MALLOC_CONF=dirty_decay_ms:0,muzzy_decay_ms:0
  EAGER_AT 4194304
  KNOBS MALLOC_CONF=oversize_threshold:0 20971520)
