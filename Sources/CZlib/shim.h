#pragma once
#include <zlib.h>

/* inflateInit2 is a macro, which Swift cannot call; 15 + 32 accepts gzip and zlib headers. */
static inline int czlib_inflate_init_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 32); }

/* Gzip only, and the member's checksum is the caller's to prove. */
static inline int czlib_inflate_init_unchecked(z_stream *stream) {
    int status = inflateInit2(stream, 15 + 16);
    return status == Z_OK ? inflateValidate(stream, 0) : status;
}

/* Likewise; level 6, a gzip header without time, name or other variable parts. */
static inline int czlib_deflate_init_gzip(z_stream *stream) {
    return deflateInit2(stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
