allocscale_link(LIBRARY tbbmalloc_proxy PACKAGE libtbb-dev)
