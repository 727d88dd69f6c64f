// A cheap search for the few words that container logs are kept for: three bytes of every word are looked up for 32
// positions at a time by their halves ("Teddy"), and a hit is compared in full.
#include "CSimdJSON.h"
#include "machine.hpp"

#include <cstring>

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

// Every line that some game's grammar reads holds one of these, or spells a letter as "\u002" to "\u007" and more; that is the
// last bucket's.
constexpr Literal literals[] = {
    {" joined", 0, 0}, {"Steam manager on", 4, 0},
    {"has join code", 4, 1}, {"Join succeeded", 0, 1},
    {" left", 2, 2}, {"loodgate player", 2, 2}, {"Destroying abandoned", 11, 2},
    {"lost connection", 0, 3}, {"players online", 9, 3},
    {"UUID of player", 0, 4}, {"UNetConnection", 0, 4}, {"disconnecting: ", 1, 4},
    {"Got connection SteamID", 0, 5}, {"Got handshake from client", 0, 5}, {"Got character ZDOID", 0, 5},
    {"Game server connected", 0, 5}, {"Done (", 0, 5},
    {"Closing socket", 0, 6}, {"Connections ", 0, 6}, {"Stopping ", 0, 6},
};
constexpr unsigned escapeBucket = 1u << 7;

// Literals in eight buckets; for each of three positions, which buckets allow a low and a high half of a byte.
struct Tables {
    alignas(16) uint8_t low[3][16] = {};
    alignas(16) uint8_t high[3][16] = {};

    constexpr void allow(size_t position, uint8_t byte, unsigned bucket) {
        low[position][byte & 15] |= static_cast<uint8_t>(bucket);
        high[position][byte >> 4] |= static_cast<uint8_t>(bucket);
    }

    constexpr Tables() {
        for (const Literal &literal : literals) {
            for (size_t position = 0; position < 3; position++)
                allow(position, static_cast<uint8_t>(literal.text[literal.probe + position]), 1u << literal.bucket);
        }
        // "002" to "007" behind a backslash and a 'u'.
        allow(0, '0', escapeBucket);
        allow(1, '0', escapeBucket);
        for (uint8_t digit = '2'; digit <= '7'; digit++) allow(2, digit, escapeBucket);
    }
};
constexpr Tables tables;

// Whether a literal of the buckets in `set` has its probe at `position`.
bool matches(const uint8_t *bytes, size_t position, size_t count, unsigned set) {
    if (set & escapeBucket && position >= 2 && bytes[position - 1] == 'u' && bytes[position - 2] == '\\') return true;
    if (!(set & ~escapeBucket)) return false;
    for (const Literal &literal : literals) {
        // The probe was found by halves only.
        if (!(set >> literal.bucket & 1) || memcmp(bytes + position, literal.text + literal.probe, 3) != 0) continue;
        if (position < literal.probe || position - literal.probe + literal.length > count) continue;
        if (memcmp(bytes + position - literal.probe, literal.text, literal.length) == 0) return true;
    }
    return false;
}

bool searchScalar(const uint8_t *bytes, size_t count) {
    for (size_t position = 0; position + 3 <= count; position++) {
        unsigned set = 255;
        for (size_t offset = 0; offset < 3; offset++)
            set &= tables.low[offset][bytes[position + offset] & 15] & tables.high[offset][bytes[position + offset] >> 4];
        if (set && matches(bytes, position, count, set)) return true;
    }
    return false;
}

#if defined(__x86_64__)
// The tables, spread over registers.
struct Lookup {
    __m256i low[3];
    __m256i high[3];

    __attribute__((target("avx2"))) Lookup() {
        for (int offset = 0; offset < 3; offset++) {
            low[offset] =
                _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i *>(tables.low[offset])));
            high[offset] =
                _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i *>(tables.high[offset])));
        }
    }

    // Whether a literal has its probe among the 32 positions from `start` on that `wanted` names; 34 bytes are looked at.
    __attribute__((target("avx2"), always_inline)) bool finds(
        const uint8_t *bytes, size_t start, size_t count, unsigned wanted) const {
        const __m256i half = _mm256_set1_epi8(15);
        __m256i sets = _mm256_set1_epi8(-1);
        for (int offset = 0; offset < 3; offset++) {
            const __m256i lanes =
                _mm256_loadu_si256(reinterpret_cast<const __m256i *>(bytes + start + static_cast<size_t>(offset)));
            sets = _mm256_and_si256(sets, _mm256_shuffle_epi8(low[offset], _mm256_and_si256(lanes, half)));
            sets = _mm256_and_si256(
                sets, _mm256_shuffle_epi8(high[offset], _mm256_and_si256(_mm256_srli_epi16(lanes, 4), half)));
        }
        unsigned hits = wanted
            & ~static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(sets, _mm256_setzero_si256())));
        if (!hits) return false;
        alignas(32) uint8_t set[32];
        _mm256_store_si256(reinterpret_cast<__m256i *>(set), sets);
        for (; hits; hits &= hits - 1) {
            const unsigned lane = static_cast<unsigned>(__builtin_ctz(hits));
            if (matches(bytes, start + lane, count, set[lane])) return true;
        }
        return false;
    }
};

__attribute__((target("avx2"))) bool searchVector(const uint8_t *bytes, size_t count) {
    if (count < 34) return searchScalar(bytes, count);
    const Lookup lookup;
    size_t start = 0;
    for (; start + 34 <= count; start += 32) {
        if (lookup.finds(bytes, start, count, ~0u)) return true;
    }
    // The last step overlaps the one before it.
    return start + 3 <= count && lookup.finds(bytes, count - 34, count, ~0u);
}

__attribute__((target("avx2"))) size_t nextVector(const csimdjson_event *events, size_t from, size_t count) {
    const Lookup lookup;
    for (; from < count; from++) {
        const uint8_t *const bytes = events[from].message.start;
        const size_t length = events[from].message.count;
        for (size_t start = 0; start + 3 <= length; start += 32) {
            // What is readable behind the message does not count.
            const unsigned wanted = start + 34 > length ? (1u << (length - 2 - start)) - 1 : ~0u;
            if (lookup.finds(bytes, start, length, wanted)) return from;
        }
    }
    return count;
}
#endif

}  // namespace

bool csimdjson_may_tell_of_players(const uint8_t *bytes, size_t count) {
#if defined(__x86_64__)
    if (has_vectors) return searchVector(bytes, count);
#endif
    return searchScalar(bytes, count);
}

size_t csimdjson_next_telling(const csimdjson_event *events, size_t from, size_t count) {
#if defined(__x86_64__)
    if (has_vectors) return nextVector(events, from, count);
#endif
    while (from < count && !searchScalar(events[from].message.start, events[from].message.count)) from++;
    return from;
}
