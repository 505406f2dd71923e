# ptmalloc, the C library's own: always there.
allocscale_allocator(glibc
  DESCRIPTION "the C library's malloc (ptmalloc): one heap grown by brk, large blocks by mmap, the top given back when freed"
  OWNER libc.so
  OPERATOR_OWNER libstdc++.so
  HUGE_PAGE_KNOB GLIBC_TUNABLES=glibc.malloc.hugetlb=1)
