# Says that a library owns malloc which is nowhere to be seen: it links, and may never be measured.
allocscale_allocator(impostor
  DESCRIPTION "the C library's malloc under another name"
  OWNER libimpostor.so
  ROUNDING 8 16
  NO_RETAIN "it is nowhere"
  NO_EAGER "it is nowhere")
