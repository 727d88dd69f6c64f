// Identities of log events whose ids are 56 decimal digits.
#pragma once

#include "CSimdJSON.h"

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

// The identity of an id of 56 digits; false when it is anything else.
inline bool digit_identity(const uint8_t *bytes, csimdjson_digest &identity) {
    uint64_t part[7];
    for (size_t index = 0; index < 7; index++) {
        if (!eight_digits(bytes + 8 * index, part[index])) return false;
    }
    // The leading 19 digits as they are; the last 18, with the 19 between stirred in.
    const uint64_t leading = part[0] * 100'000'000'000 + part[1] * 1'000 + part[2] / 100'000;
    const uint64_t middle = part[2] % 100'000 * 100'000'000'000'000 + part[3] * 1'000'000 + part[4] / 100;
    const uint64_t last = part[4] % 100 * 10'000'000'000'000'000 + part[5] * 100'000'000 + part[6];
    const unsigned __int128 stirred =
        static_cast<unsigned __int128>(middle ^ 0xA0761D6478BD642FULL) * 0xE7037ED1A0B428DBULL;
    identity = {leading, last + (static_cast<uint64_t>(stirred) ^ static_cast<uint64_t>(stirred >> 64))};
    return true;
}
