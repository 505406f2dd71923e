allocscale_link(LIBRARY tcmalloc_minimal PACKAGE libgoogle-perftools-dev)
