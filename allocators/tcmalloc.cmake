# gperftools' tcmalloc, the library without its profilers: https://github.com/gperftools/gperftools
allocscale_allocator(tcmalloc
  DESCRIPTION "gperftools' tcmalloc: thread caches over a page heap that keeps what is freed"
  OWNER libtcmalloc
  LIBRARY tcmalloc_minimal
  PACKAGE libgoogle-perftools-dev
  SYMBOL tc_version
  ROUNDING 0 8
  NO_RETAIN "its default keeps what is freed"
  EAGER TCMALLOC_AGGRESSIVE_DECOMMIT=1
  EAGER_AT 4194304
  KNOBS TCMALLOC_RELEASE_RATE "it acts after gigabytes were freed"
        TCMALLOC_MAX_TOTAL_THREAD_CACHE_BYTES "it bounds the cache of blocks up to 256 KiB, whose pages stay either way"
        TCMALLOC_HEAP_LIMIT_MB "it refuses memory beyond it")
