# gperftools' tcmalloc, the library without its profilers: https://github.com/gperftools/gperftools
allocscale_allocator(tcmalloc
  DESCRIPTION "gperftools' tcmalloc: thread caches over a page heap that keeps what is freed"
  OWNER libtcmalloc
  LIBRARY tcmalloc_minimal
  PACKAGE libgoogle-perftools-dev)
