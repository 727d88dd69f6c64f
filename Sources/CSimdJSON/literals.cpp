// A cheap search for the few words that container logs are kept for: three bytes of every word are looked up for sixteen
// positions at a time by their halves ("Teddy"), and a hit is compared in full.
#include "CSimdJSON.h"

#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace {

struct Literal {
    const char *text;
    size_t length;
    // Where in it the three bytes stand that are looked up; chosen to be rare in other lines.
    uint8_t probe;
    // Probes that share few halves with strangers share a bucket.
    uint8_t bucket;

    template <size_t size>
    constexpr Literal(const char (&text)[size], uint8_t probe, uint8_t bucket)
        : text(text), length(size - 1), probe(probe), bucket(bucket) {}
};

// Every line that some game's grammar reads holds one of these. "\u002" and the like may spell any letter, so they count.
constexpr Literal literals[] = {
    {" joined", 0, 0}, {"Steam manager on", 4, 0},
    {"has join code", 4, 1}, {"Join succeeded", 0, 1},
    {" left", 2, 2}, {"loodgate player", 2, 2}, {"Destroying abandoned", 11, 2},
    {"lost connection", 0, 3}, {"players online", 9, 3},
    {"UUID of player", 0, 4}, {"UNetConnection", 0, 4}, {"disconnecting: ", 1, 4},
    {"Got connection SteamID", 0, 5}, {"Got handshake from client", 0, 5}, {"Got character ZDOID", 0, 5},
    {"Game server connected", 0, 5}, {"Done (", 0, 5},
    {"Closing socket", 0, 6}, {"Connections ", 0, 6}, {"Stopping ", 0, 6},
    {"\\u002", 2, 7}, {"\\u003", 2, 7}, {"\\u004", 2, 7}, {"\\u005", 2, 7}, {"\\u006", 2, 7}, {"\\u007", 2, 7},
};
constexpr size_t literalCount = sizeof literals / sizeof literals[0];

// Literals in eight buckets; for each of three positions, which buckets allow a low and a high half of a byte.
struct Tables {
    alignas(16) uint8_t low[3][16] = {};
    alignas(16) uint8_t high[3][16] = {};
    constexpr Tables() {
        for (size_t index = 0; index < literalCount; index++) {
            for (size_t position = 0; position < 3; position++) {
                uint8_t byte = static_cast<uint8_t>(literals[index].text[literals[index].probe + position]);
                low[position][byte & 15] |= static_cast<uint8_t>(1u << literals[index].bucket);
                high[position][byte >> 4] |= static_cast<uint8_t>(1u << literals[index].bucket);
            }
        }
    }
};
constexpr Tables tables;

// Whether a literal of the buckets in `set` has its probe at `position`.
bool matches(const uint8_t *bytes, size_t position, size_t count, unsigned set) {
    for (size_t index = 0; index < literalCount; index++) {
        const Literal &literal = literals[index];
        if (!(set >> literal.bucket & 1)) continue;
        // The probe was found by halves only.
        if (bytes[position] != static_cast<uint8_t>(literal.text[literal.probe])) continue;
        if (position < literal.probe || position - literal.probe + literal.length > count) continue;
        if (memcmp(bytes + position - literal.probe, literal.text, literal.length) == 0) return true;
    }
    return false;
}

bool searchScalar(const uint8_t *bytes, size_t start, size_t count) {
    for (size_t position = start; position + 3 <= count; position++) {
        unsigned set = 255;
        for (size_t offset = 0; offset < 3; offset++)
            set &= tables.low[offset][bytes[position + offset] & 15] & tables.high[offset][bytes[position + offset] >> 4];
        if (set && matches(bytes, position, count, set)) return true;
    }
    return false;
}

#if defined(__x86_64__)
__attribute__((target("ssse3"))) bool searchVector(const uint8_t *bytes, size_t count) {
    const __m128i half = _mm_set1_epi8(15), zero = _mm_setzero_si128();
    __m128i low[3], high[3];
    for (int offset = 0; offset < 3; offset++) {
        low[offset] = _mm_load_si128(reinterpret_cast<const __m128i *>(tables.low[offset]));
        high[offset] = _mm_load_si128(reinterpret_cast<const __m128i *>(tables.high[offset]));
    }
    if (count < 18) return searchScalar(bytes, 0, count);
    for (size_t position = 0;;) {
        __m128i sets = _mm_set1_epi8(-1);
        for (int offset = 0; offset < 3; offset++) {
            const __m128i lanes =
                _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes + position + static_cast<size_t>(offset)));
            sets = _mm_and_si128(sets, _mm_shuffle_epi8(low[offset], _mm_and_si128(lanes, half)));
            sets = _mm_and_si128(
                sets, _mm_shuffle_epi8(high[offset], _mm_and_si128(_mm_srli_epi16(lanes, 4), half)));
        }
        unsigned hits = 0xFFFFu & ~static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(sets, zero)));
        if (hits) {
            alignas(16) uint8_t set[16];
            _mm_store_si128(reinterpret_cast<__m128i *>(set), sets);
            for (; hits; hits &= hits - 1) {
                const unsigned lane = static_cast<unsigned>(__builtin_ctz(hits));
                if (matches(bytes, position + lane, count, set[lane])) return true;
            }
        }
        if (position + 18 == count) return false;
        // The last step overlaps the one before it.
        position = position + 34 <= count ? position + 16 : count - 18;
    }
}
#endif

}  // namespace

bool csimdjson_may_tell_of_players(const uint8_t *bytes, size_t count) {
#if defined(__x86_64__)
    static const bool hasShuffle = __builtin_cpu_supports("ssse3");
    if (hasShuffle) return searchVector(bytes, count);
#endif
    return searchScalar(bytes, 0, count);
}

size_t csimdjson_find(const uint8_t *bytes, size_t count, const uint8_t *word, size_t length) {
    if (count < length) return count;
    const void *found = memmem(bytes, count, word, length);
    return found ? static_cast<size_t>(static_cast<const uint8_t *>(found) - bytes) : count;
}
