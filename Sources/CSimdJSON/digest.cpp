// A digest of 128 bits by folded 64-bit multiplication, two lanes with constants of their own. It guards against chance,
// not against somebody who searches for collisions. Stored archives depend on it: never change its results.
#include "CSimdJSON.h"
#include "machine.hpp"

#include <cstring>

namespace {

constexpr uint64_t secret[6] = {
    0x9E3779B97F4A7C15ULL, 0xD6E8FEB86659FD93ULL, 0xA0761D6478BD642FULL,
    0xE7037ED1A0B428DBULL, 0x8EBC6AF09C88C6E3ULL, 0x589965CC75374CC3ULL,
};

uint64_t load(const uint8_t *bytes) {
    uint64_t word;
    memcpy(&word, bytes, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

}  // namespace

csimdjson_digest csimdjson_digest_of(const uint8_t *bytes, size_t count, uint64_t seed) {
    uint64_t high = seed ^ secret[0], low = seed ^ secret[3];
    size_t rest = count;
    for (; rest >= 16; rest -= 16, bytes += 16) {
        uint64_t first = load(bytes), second = load(bytes + 8);
        high = folded_product(first ^ secret[1] ^ high, second ^ secret[2]) + (high << 1 | high >> 63);
        low = folded_product(second ^ secret[4] ^ low, first ^ secret[5]) + (low << 1 | low >> 63);
    }
    uint8_t tail[16] = {0};
    if (rest) memcpy(tail, bytes, rest);
    uint64_t first = load(tail), second = load(tail + 8);
    high = folded_product(first ^ secret[1] ^ high, second ^ secret[2] ^ count);
    low = folded_product(second ^ secret[4] ^ low, first ^ secret[5] ^ count);
    return {folded_product(high ^ secret[0], secret[4]) ^ low, folded_product(low ^ secret[3], secret[1]) + high};
}
