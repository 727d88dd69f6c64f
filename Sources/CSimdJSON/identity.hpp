// Identities of log events whose ids are 56 decimal digits.
#pragma once

#include "CSimdJSON.h"
#include "machine.hpp"

#include <cstring>

// Eight decimal digits; false when one of the bytes is none.
inline bool eight_digits(const uint8_t *bytes, uint64_t &value) {
    uint64_t word;
    memcpy(&word, bytes, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    word ^= 0x3030303030303030ULL;
    if (((word + 0x7676767676767676ULL) | word) & 0x8080808080808080ULL) return false;
    word = word * 10 + (word >> 8);
    value = (((word & 0x000000FF000000FFULL) * 0x000F424000000064ULL)
             + (((word >> 16) & 0x000000FF000000FFULL) * 0x0000271000000001ULL))
        >> 32;
    return true;
}

#if defined(__x86_64__)
// Thirty-two decimal digits, as numbers of eight; false when one of the bytes is none.
__attribute__((target("avx2"))) inline bool thirty_two_digits(const uint8_t *bytes, uint64_t *value) {
    const __m256i digits = _mm256_sub_epi8(
        _mm256_loadu_si256(reinterpret_cast<const __m256i *>(bytes)), _mm256_set1_epi8('0'));
    if (!_mm256_testz_si256(_mm256_subs_epu8(digits, _mm256_set1_epi8(9)), _mm256_set1_epi8(-1))) return false;
    // Neighbours are joined three times: into 16 numbers below 100, 8 below 10^4, 4 below 10^8.
    const __m256i twos = _mm256_maddubs_epi16(digits, _mm256_set1_epi16(10 | 1 << 8));
    const __m256i fours = _mm256_madd_epi16(twos, _mm256_set1_epi32(100 | 1 << 16));
    const __m256i eights =
        _mm256_madd_epi16(_mm256_packus_epi32(fours, fours), _mm256_set1_epi32(10'000 | 1 << 16));
    const uint64_t low = static_cast<uint64_t>(_mm256_extract_epi64(eights, 0));
    const uint64_t high = static_cast<uint64_t>(_mm256_extract_epi64(eights, 2));
    value[0] = low & 0xFFFFFFFF;
    value[1] = low >> 32;
    value[2] = high & 0xFFFFFFFF;
    value[3] = high >> 32;
    return true;
}

// Fifty-six digits in two overlapping steps.
__attribute__((target("avx2"))) inline bool seven_parts_vector(const uint8_t *bytes, uint64_t *part) {
    return thirty_two_digits(bytes, part) && thirty_two_digits(bytes + 24, part + 3);
}
#endif

// Fifty-six decimal digits, as numbers of eight; false when one of the bytes is none.
inline bool seven_parts(const uint8_t *bytes, uint64_t *part) {
#if defined(__x86_64__)
    if (has_vectors) return seven_parts_vector(bytes, part);
#endif
    for (size_t index = 0; index < 7; index++) {
        if (!eight_digits(bytes + 8 * index, part[index])) return false;
    }
    return true;
}

// The identity of an id of 56 digits; false when it is anything else.
//
// Such an id is the event's milliseconds times 2^144, plus a number that is random for a batch and rises by one from event to
// event. The identity keeps the milliseconds, and of the number its last 64 bits with the others stirred in: neighbours in a
// batch stay neighbours.
inline bool digit_identity(const uint8_t *bytes, csimdjson_digest &identity) {
    typedef unsigned __int128 wide;
    uint64_t part[7];
    if (!seven_parts(bytes, part)) return false;
    const uint64_t e8 = 100'000'000, e16 = e8 * e8;
    // 32, 48, 56 digits as numbers of two and three words.
    const wide first = static_cast<wide>(part[0] * e8 + part[1]) * e16 + part[2] * e8 + part[3];
    const wide low = static_cast<wide>(static_cast<uint64_t>(first)) * e16 + part[4] * e8 + part[5];
    const wide high = static_cast<wide>(static_cast<uint64_t>(first >> 64)) * e16 + static_cast<uint64_t>(low >> 64);
    const wide word0 = static_cast<wide>(static_cast<uint64_t>(low)) * e8 + part[6];
    const wide word1 = static_cast<wide>(static_cast<uint64_t>(high)) * e8 + static_cast<uint64_t>(word0 >> 64);
    const uint64_t word2 = static_cast<uint64_t>(high >> 64) * e8 + static_cast<uint64_t>(word1 >> 64);
    const uint64_t middle = static_cast<uint64_t>(word1) ^ word2 << 48;
    identity = {
        word2 >> 16,
        static_cast<uint64_t>(word0) + folded_product(middle ^ 0xA0761D6478BD642FULL, 0xE7037ED1A0B428DBULL)};
    return true;
}
