// What several files ask of the machine.
#pragma once

#include <cstdint>

#if defined(__x86_64__)
#include <immintrin.h>

// Whether registers of 32 bytes can be used.
inline const bool has_vectors = __builtin_cpu_supports("avx2");
#endif

// The lower half of a product of 128 bits, folded with the upper one.
inline uint64_t folded_product(uint64_t left, uint64_t right) {
    const unsigned __int128 product = static_cast<unsigned __int128>(left) * right;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}
