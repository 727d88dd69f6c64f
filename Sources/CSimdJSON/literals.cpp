// A cheap search for the few words that container logs are kept for: three bytes of every word are looked up for 32
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
constexpr size_t literalCount = sizeof literals / sizeof literals[0];
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

// Where a word was found.
struct Found {
    size_t probe;
    size_t start;
    size_t end;
};

// Whether a literal of the buckets in `set` has its probe at `position`.
bool matches(const uint8_t *bytes, size_t position, size_t count, unsigned set, Found &found) {
    if (set & escapeBucket && position >= 2 && bytes[position - 1] == 'u' && bytes[position - 2] == '\\') {
        found = {position, position - 2, position + 3};
        return true;
    }
    if (!(set & ~escapeBucket)) return false;
    for (size_t index = 0; index < literalCount; index++) {
        const Literal &literal = literals[index];
        // The probe was found by halves only.
        if (!(set >> literal.bucket & 1) || bytes[position] != static_cast<uint8_t>(literal.text[literal.probe])) continue;
        if (position < literal.probe || position - literal.probe + literal.length > count) continue;
        const size_t start = position - literal.probe;
        if (memcmp(bytes + start, literal.text, literal.length) == 0) {
            found = {position, start, start + literal.length};
            return true;
        }
    }
    return false;
}

bool searchScalar(const uint8_t *bytes, size_t position, size_t count, Found &found) {
    for (; position + 3 <= count; position++) {
        unsigned set = 255;
        for (size_t offset = 0; offset < 3; offset++)
            set &= tables.low[offset][bytes[position + offset] & 15] & tables.high[offset][bytes[position + offset] >> 4];
        if (set && matches(bytes, position, count, set, found)) return true;
    }
    return false;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) bool searchVector(const uint8_t *bytes, size_t position, size_t count, Found &found) {
    const __m256i half = _mm256_set1_epi8(15), zero = _mm256_setzero_si256();
    __m256i low[3], high[3];
    for (int offset = 0; offset < 3; offset++) {
        low[offset] = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i *>(tables.low[offset])));
        high[offset] = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i *>(tables.high[offset])));
    }
    if (count < 34) return searchScalar(bytes, position, count, found);
    for (size_t start = position; position + 3 <= count; position = start += 32) {
        // The last step overlaps the one before it; what that one saw is left out.
        unsigned wanted = ~0u;
        if (start + 34 > count) {
            start = count - 34;
            wanted <<= position - start;
        }
        __m256i sets = _mm256_set1_epi8(-1);
        for (int offset = 0; offset < 3; offset++) {
            const __m256i lanes =
                _mm256_loadu_si256(reinterpret_cast<const __m256i *>(bytes + start + static_cast<size_t>(offset)));
            sets = _mm256_and_si256(sets, _mm256_shuffle_epi8(low[offset], _mm256_and_si256(lanes, half)));
            sets = _mm256_and_si256(
                sets, _mm256_shuffle_epi8(high[offset], _mm256_and_si256(_mm256_srli_epi16(lanes, 4), half)));
        }
        unsigned hits = ~static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(sets, zero))) & wanted;
        if (!hits) continue;
        alignas(32) uint8_t set[32];
        _mm256_store_si256(reinterpret_cast<__m256i *>(set), sets);
        for (; hits; hits &= hits - 1) {
            const unsigned lane = static_cast<unsigned>(__builtin_ctz(hits));
            if (matches(bytes, start + lane, count, set[lane], found)) return true;
        }
    }
    return false;
}
#endif

bool search(const uint8_t *bytes, size_t position, size_t count, Found &found) {
#if defined(__x86_64__)
    static const bool hasVectors = __builtin_cpu_supports("avx2");
    if (hasVectors) return searchVector(bytes, position, count, found);
#endif
    return searchScalar(bytes, position, count, found);
}

}  // namespace

bool csimdjson_may_tell_of_players(const uint8_t *bytes, size_t count) {
    Found found;
    return search(bytes, 0, count, found);
}

size_t csimdjson_next_telling(const csimdjson_event *events, size_t from, size_t count) {
    if (from >= count) return count;
    const uint8_t *const base = events[from].message.start;
    const csimdjson_slice &last = events[count - 1].message;
    const size_t length = static_cast<size_t>(last.start + last.count - base);
    Found found = {0, 0, 0};
    for (size_t position = 0; search(base, position, length, found); position = found.probe + 1) {
        // No word holds a quote, so it lies in one message or in none.
        while (from < count && events[from].message.start + events[from].message.count < base + found.end) from++;
        if (from < count && events[from].message.start <= base + found.start) return from;
    }
    return count;
}
