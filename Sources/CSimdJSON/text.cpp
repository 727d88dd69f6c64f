// Small passes over message text, a register of bytes at a time.
#include "CSimdJSON.h"

#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace {

#if defined(__SSE2__)
// Which of sixteen bytes are `byte`.
unsigned lanes_that_are(const uint8_t *bytes, __m128i byte) {
    const __m128i lanes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(lanes, byte)));
}
#endif

// What a letter behind a backslash stands for; the 'u' of a code point is the caller's.
struct Escapes {
    uint8_t meaning[256];
    constexpr Escapes() : meaning() {
        // Unknown ones stand for themselves.
        for (int byte = 0; byte < 256; byte++) meaning[byte] = static_cast<uint8_t>(byte);
        meaning['n'] = '\n';
        meaning['t'] = '\t';
        meaning['r'] = '\r';
        meaning['b'] = '\b';
        meaning['f'] = '\f';
    }
};
constexpr Escapes escapes;

}  // namespace

size_t csimdjson_unescape(const uint8_t *bytes, size_t count, uint8_t *room, size_t *taken) {
    size_t position = 0, made = 0;
    while (position < count) {
#if defined(__SSE2__)
        const __m128i backslash = _mm_set1_epi8('\\');
        while (position + 16 <= count) {
            // More is written than is kept; no more is made than was read, so it fits.
            _mm_storeu_si128(
                reinterpret_cast<__m128i *>(room + made),
                _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes + position)));
            const unsigned found = lanes_that_are(bytes + position, backslash);
            const size_t plain = found ? static_cast<size_t>(__builtin_ctz(found)) : 16;
            position += plain;
            made += plain;
            if (found) break;
        }
#endif
        while (position < count && bytes[position] != '\\') room[made++] = bytes[position++];
        if (position + 1 >= count) break;
        const uint8_t letter = bytes[position + 1];
        if (letter == 'u') break;
        room[made++] = escapes.meaning[letter];
        position += 2;
    }
    *taken = position;
    return made;
}

size_t csimdjson_positions(const uint8_t *bytes, size_t count, uint8_t byte, size_t *positions, size_t most) {
    size_t found = 0, start = 0;
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi8(static_cast<char>(byte));
    for (; start + 16 <= count; start += 16) {
        for (unsigned lanes = lanes_that_are(bytes + start, wanted); lanes; lanes &= lanes - 1) {
            if (found == most) return found;
            positions[found++] = start + static_cast<size_t>(__builtin_ctz(lanes));
        }
    }
#endif
    for (; start < count && found < most; start++) {
        if (bytes[start] == byte) positions[found++] = start;
    }
    return found;
}

size_t csimdjson_find(const uint8_t *bytes, size_t count, const uint8_t *word, size_t length) {
    if (count < length) return count;
    const void *found = memmem(bytes, count, word, length);
    return found ? static_cast<size_t>(static_cast<const uint8_t *>(found) - bytes) : count;
}
