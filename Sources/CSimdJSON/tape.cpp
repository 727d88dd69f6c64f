// A JSON text as a flat list of its values, in the order of the text; the values themselves stay in the text. UTF-8 is not
// checked: log messages hold anything.
#include "CSimdJSON.h"

#include <cstdlib>
#include <cstring>
#include <new>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

struct csimdjson_tape {
    csimdjson_token *tokens = nullptr;
    size_t count = 0;
    size_t capacity = 0;
    std::vector<uint32_t> open;

    ~csimdjson_tape() { free(tokens); }

    // Large lists grow where they lie.
    void append(csimdjson_token token) {
        if (count == capacity) {
            const size_t larger = capacity < 64 ? 64 : capacity + capacity / 2;
            void *moved = realloc(tokens, larger * sizeof(csimdjson_token));
            if (!moved) throw std::bad_alloc();
            tokens = static_cast<csimdjson_token *>(moved);
            capacity = larger;
        }
        tokens[count++] = token;
    }
};

namespace {

struct Classes {
    bool blank[256] = {};
    bool word[256] = {};
    constexpr Classes() {
        for (uint8_t byte : {' ', '\t', '\n', '\r'}) blank[byte] = true;
        for (int byte = '0'; byte <= '9'; byte++) word[byte] = true;
        for (int byte = 'a'; byte <= 'z'; byte++) word[byte] = word[byte - 32] = true;
        for (uint8_t byte : {'-', '+', '.'}) word[byte] = true;
    }
};
constexpr Classes classes;

struct Reader {
    csimdjson_tape &tape;
    const uint8_t *bytes;
    size_t count;
    size_t maximumDepth;
    size_t position = 0;

    void skipBlanks() {
        if (position >= count || !classes.blank[bytes[position]]) return;
        position++;
#if defined(__SSE2__)
        // Indentation comes in runs.
        const __m128i blank = _mm_set1_epi8(' ');
        while (position + 16 <= count) {
            const __m128i lanes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes + position));
            const unsigned others = 0xFFFFu & ~static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(lanes, blank)));
            if (others) {
                position += static_cast<size_t>(__builtin_ctz(others));
                break;
            }
            position += 16;
        }
#endif
        while (position < count && classes.blank[bytes[position]]) position++;
    }

    void append(size_t start) {
        tape.append({static_cast<uint32_t>(start), static_cast<uint32_t>(position), static_cast<uint32_t>(tape.count + 1)});
    }

    bool is(const char *word, size_t start, size_t length) const {
        return strlen(word) == length && memcmp(bytes + start, word, length) == 0;
    }

    // Appends the string, number or word at the position and goes behind it.
    csimdjson_fault scalar() {
        const size_t start = position;
        const uint8_t first = bytes[start];
        if (first == '"') {
            position++;
            while (true) {
                position = csimdjson_next_quote_or_backslash(bytes, position, count);
                if (position >= count) return position = count, CSIMDJSON_UNEXPECTED_END;
                if (bytes[position] == '"') break;
                position += 2;
            }
            position++;
        } else {
            while (position < count && classes.word[bytes[position]]) position++;
            const size_t length = position - start;
            const bool isNumber = first == '-' || (first >= '0' && first <= '9');
            if (!length || !(isNumber || is("true", start, length) || is("false", start, length) || is("null", start, length)
                    || is("NaN", start, length) || is("Infinity", start, length)))
                return position = start, CSIMDJSON_UNEXPECTED_BYTE;
        }
        append(start);
        return CSIMDJSON_NO_FAULT;
    }

    csimdjson_fault atEndOr(csimdjson_fault fault) const { return position < count ? fault : CSIMDJSON_UNEXPECTED_END; }

    // A member's key and its colon.
    csimdjson_fault key() {
        if (bytes[position] != '"') return CSIMDJSON_UNEXPECTED_BYTE;
        if (const csimdjson_fault fault = scalar()) return fault;
        skipBlanks();
        if (position >= count || bytes[position] != ':') return atEndOr(CSIMDJSON_UNEXPECTED_BYTE);
        position++;
        skipBlanks();
        return atEndOr(CSIMDJSON_NO_FAULT);
    }

    // Commas and closing brackets behind a value; *isDone when the text ends, as it should.
    csimdjson_fault behindValue(bool &expectsKey, bool &isDone) {
        while (true) {
            skipBlanks();
            if (tape.open.empty()) {
                isDone = true;
                return position == count ? CSIMDJSON_NO_FAULT : CSIMDJSON_UNEXPECTED_BYTE;
            }
            if (position >= count) return CSIMDJSON_UNEXPECTED_END;
            csimdjson_token &container = tape.tokens[tape.open.back()];
            const bool isObject = bytes[container.start] == '{';
            const uint8_t byte = bytes[position];
            if (byte == ',') {
                expectsKey = isObject;
                position++;
                return CSIMDJSON_NO_FAULT;
            }
            if (byte != (isObject ? '}' : ']')) return CSIMDJSON_UNEXPECTED_BYTE;
            tape.open.pop_back();
            container.next = static_cast<uint32_t>(tape.count);
            container.end = static_cast<uint32_t>(++position);
        }
    }

    csimdjson_fault read() {
        bool expectsKey = false, mayClose = false, isDone = false;
        while (true) {
            skipBlanks();
            if (position >= count) return CSIMDJSON_UNEXPECTED_END;
            // An empty container has nothing before its closing bracket.
            if (!(mayClose && bytes[position] == (expectsKey ? '}' : ']'))) {
                if (expectsKey) {
                    if (const csimdjson_fault fault = key()) return fault;
                }
                const uint8_t first = bytes[position];
                if (first == '{' || first == '[') {
                    if (tape.open.size() >= maximumDepth) return CSIMDJSON_TOO_DEEP;
                    tape.open.push_back(static_cast<uint32_t>(tape.count));
                    tape.append({static_cast<uint32_t>(position), 0, 0});
                    expectsKey = first == '{';
                    mayClose = true;
                    position++;
                    continue;
                }
                if (const csimdjson_fault fault = scalar()) return fault;
            }
            mayClose = false;
            const csimdjson_fault fault = behindValue(expectsKey, isDone);
            if (fault || isDone) return fault;
        }
    }
};

}  // namespace

csimdjson_tape *csimdjson_tape_make(void) { return new (std::nothrow) csimdjson_tape; }

void csimdjson_tape_free(csimdjson_tape *tape) { delete tape; }

csimdjson_fault csimdjson_tape_read(
    csimdjson_tape *tape, const uint8_t *bytes, size_t count, size_t maximum_depth, size_t *offset) {
    tape->count = 0;
    tape->open.clear();
    *offset = 0;
    if (!count) return CSIMDJSON_UNEXPECTED_END;
    if (count >= UINT32_MAX) return CSIMDJSON_TOO_LONG;
    try {
        Reader reader{*tape, bytes, count, maximum_depth};
        const csimdjson_fault fault = reader.read();
        *offset = reader.position;
        return fault;
    } catch (...) {
        return CSIMDJSON_TOO_LONG;
    }
}

const csimdjson_token *csimdjson_tape_tokens(const csimdjson_tape *tape, size_t *count) {
    *count = tape->count;
    return tape->tokens;
}
