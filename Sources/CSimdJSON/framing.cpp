// Finds where a JSON value in a stream of values ends, without checking its grammar: brackets are counted outside strings.
#include "CSimdJSON.h"

#include <initializer_list>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace {

// Bytes that matter outside strings.
struct Table {
    bool matters[256] = {};
    constexpr Table() {
        for (char character : {'"', '{', '}', '[', ']', ','}) matters[static_cast<uint8_t>(character)] = true;
    }
};
constexpr Table table;

}  // namespace

size_t csimdjson_next_quote_or_backslash(const uint8_t *bytes, size_t position, size_t count) {
#if defined(__SSE2__)
    const __m128i quotes = _mm_set1_epi8('"'), backslashes = _mm_set1_epi8('\\');
    for (; position + 16 <= count; position += 16) {
        __m128i lanes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes + position));
        int found = _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(lanes, quotes), _mm_cmpeq_epi8(lanes, backslashes)));
        if (found) return position + static_cast<size_t>(__builtin_ctz(static_cast<unsigned>(found)));
    }
#endif
    while (position < count && bytes[position] != '"' && bytes[position] != '\\') position++;
    return position;
}

namespace {

// Takes in a bracket or comma outside strings that stands at `offset` of the value; true when the value ends with it.
bool take(csimdjson_framing &state, uint8_t byte, size_t offset) {
    switch (byte) {
    case ',':
        if (state.in_list && state.depth == state.list_depth) state.last_comma = offset;
        return false;
    case '{':
    case '[':
        state.depth++;
        if (state.depth > state.deepest) state.deepest = state.depth;
        // Elements of the outermost list, or of a list right inside the outermost object, may be cut apart.
        if (byte == '[' && !state.in_list && state.depth <= 2) {
            state.in_list = true;
            state.list_depth = static_cast<uint8_t>(state.depth);
            state.list_start = offset + 1;
            state.last_comma = 0;
        }
        return false;
    default:
        if (state.depth) state.depth--;
        if (state.in_list && state.depth < state.list_depth) {
            state.in_list = false;
            state.last_comma = 0;
        }
        return state.depth == 0;
    }
}

#if defined(__SSE2__)
// One bit for each of 64 bytes.
struct Masks {
    uint64_t quotes = 0, slashes = 0, brackets = 0, commas = 0;

    explicit Masks(const uint8_t *bytes) {
        const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\'), comma = _mm_set1_epi8(',');
        const __m128i opening = _mm_set1_epi8('{'), closing = _mm_set1_epi8('}'), bit = _mm_set1_epi8(0x20);
        for (int part = 0; part < 4; part++) {
            const __m128i lanes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes + 16 * part));
            // '[' and ']' differ from '{' and '}' by one bit.
            const __m128i folded = _mm_or_si128(lanes, bit);
            const auto set = [part](__m128i found) {
                return static_cast<uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(found))) << (16 * part);
            };
            quotes |= set(_mm_cmpeq_epi8(lanes, quote));
            slashes |= set(_mm_cmpeq_epi8(lanes, slash));
            commas |= set(_mm_cmpeq_epi8(lanes, comma));
            brackets |= set(_mm_or_si128(_mm_cmpeq_epi8(folded, opening), _mm_cmpeq_epi8(folded, closing)));
        }
    }
};

// The bytes behind an odd number of backslashes; `carry` says that the first one is, and becomes that for the next 64.
uint64_t escaped(uint64_t slashes, bool &carry) {
    uint64_t result = carry ? 1 : 0;
    slashes &= ~result;
    carry = slashes >> 63;
    while (slashes) {
        const int place = __builtin_ctzll(slashes);
        carry = place == 63;
        if (place == 63) break;
        result |= 2ULL << place;
        slashes &= ~(3ULL << place);
    }
    return result;
}

// From each set bit up to the one before the next: the insides of strings.
uint64_t between(uint64_t quotes) {
    for (int shift = 1; shift < 64; shift *= 2) quotes ^= quotes << shift;
    return quotes;
}

enum class Block { passed, ended, odd };

// Goes through 64 bytes; "odd" when they need a look at each, and nothing was changed.
Block frame64(csimdjson_framing &state, const uint8_t *bytes, size_t offset, size_t &end) {
    Masks masks(bytes);
    bool carry = state.after_backslash;
    if (masks.slashes || carry) masks.quotes &= ~escaped(masks.slashes, carry);
    const uint64_t inside = between(masks.quotes) ^ (state.in_string ? ~0ULL : 0);
    // Outside strings a backslash escapes nothing.
    if (masks.slashes & ~inside) return Block::odd;
    const uint64_t commas = masks.commas & ~inside;
    uint64_t bits = masks.brackets & ~inside;
    if (!bits) {
        if (commas && state.in_list && state.depth == state.list_depth)
            state.last_comma = offset + 63 - static_cast<size_t>(__builtin_clzll(commas));
    } else {
        for (bits |= commas; bits; bits &= bits - 1) {
            const size_t place = static_cast<size_t>(__builtin_ctzll(bits));
            if (!take(state, bytes[place], offset + place)) continue;
            state.in_string = false;
            state.after_backslash = false;
            end = place + 1;
            return Block::ended;
        }
    }
    state.in_string = inside >> 63;
    state.after_backslash = carry;
    return Block::passed;
}
#endif

}  // namespace

size_t csimdjson_frame(csimdjson_framing *framing, const uint8_t *bytes, size_t count, bool *complete) {
    csimdjson_framing state = *framing;
    const size_t base = state.seen;
    size_t position = 0;
    *complete = false;
    while (position < count) {
#if defined(__SSE2__)
        if (count - position >= 64) {
            size_t end = 64;
            const Block block = frame64(state, bytes + position, base + position, end);
            if (block != Block::odd) position += end;
            if (block == Block::passed) continue;
            if (block == Block::ended) {
                *complete = true;
                break;
            }
        }
#endif
        if (state.in_string) {
            if (state.after_backslash) {
                state.after_backslash = false;
                position++;
                continue;
            }
            position = csimdjson_next_quote_or_backslash(bytes, position, count);
            if (position == count) break;
            if (bytes[position] == '"') state.in_string = false;
            else state.after_backslash = true;
            position++;
            continue;
        }
        while (position < count && !table.matters[bytes[position]]) position++;
        if (position == count) break;
        const uint8_t byte = bytes[position++];
        if (byte == '"') {
            state.in_string = true;
        } else if (take(state, byte, base + position - 1)) {
            *complete = true;
            break;
        }
    }
    state.seen = base + position;
    *framing = state;
    return position;
}
