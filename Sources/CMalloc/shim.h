#pragma once
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

/* Lets the allocator keep freed memory up to some bytes instead of giving it back; does nothing where it cannot be told. */
static inline void cmalloc_keep_freed(int bytes) {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, bytes);
    mallopt(M_TRIM_THRESHOLD, bytes);
#else
    (void)bytes;
#endif
}
