allocscale_link(LIBRARY jemalloc PACKAGE libjemalloc-dev)
