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

size_t csimdjson_frame(csimdjson_framing *framing, const uint8_t *bytes, size_t count, bool *complete) {
    csimdjson_framing state = *framing;
    const size_t base = state.seen;
    size_t position = 0;
    *complete = false;
    while (position < count) {
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
        switch (byte) {
        case '"': state.in_string = true; break;
        case ',':
            if (state.in_list && state.depth == state.list_depth) state.last_comma = base + position - 1;
            break;
        case '{':
        case '[':
            state.depth++;
            if (state.depth > state.deepest) state.deepest = state.depth;
            // Elements of the outermost list, or of a list right inside the outermost object, may be cut apart.
            if (byte == '[' && !state.in_list && state.depth <= 2) {
                state.in_list = true;
                state.list_depth = static_cast<uint8_t>(state.depth);
                state.list_start = base + position;
                state.last_comma = 0;
            }
            break;
        default:
            if (state.depth) state.depth--;
            if (state.in_list && state.depth < state.list_depth) {
                state.in_list = false;
                state.last_comma = 0;
            }
            if (state.depth == 0) {
                state.seen = base + position;
                *framing = state;
                *complete = true;
                return position;
            }
        }
    }
    state.seen = base + position;
    *framing = state;
    return position;
}
