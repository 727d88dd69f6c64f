#pragma once
#include <zlib.h>

/* inflateInit2 is a macro, which Swift cannot call; 15 + 32 accepts gzip and zlib headers. */
static inline int czlib_inflate_init_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 32); }
