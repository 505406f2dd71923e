allocscale_link(LIBRARY mimalloc PACKAGE libmimalloc-dev)
