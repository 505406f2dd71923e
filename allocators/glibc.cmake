# In the C library, which every program has.
allocscale_link(PLANTED)
