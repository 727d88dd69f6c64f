// Payloads as AWS writes them, without a blank: one pass that looks at every byte once and makes no index. Whatever looks
// different in any way is left to the reader in payload.cpp.
#include "identity.hpp"
#include "parser.hpp"

namespace {

#if defined(__x86_64__)
// The closing quote of a string, at or behind `end` when there is none before it.
__attribute__((target("avx2"))) const uint8_t *closingQuote(
    const uint8_t *at, const uint8_t *end, bool &isEscaped, bool &isWide) {
    const __m256i quote = _mm256_set1_epi8('"'), backslash = _mm256_set1_epi8('\\');
    __m256i all = _mm256_setzero_si256();
    // Bytes behind the end are readable.
    for (; at < end; at += 32) {
        const __m256i lanes = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(at));
        const unsigned quotes = static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(lanes, quote)));
        const unsigned slashes = static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(lanes, backslash)));
        all = _mm256_or_si256(all, lanes);
        unsigned stops = quotes | slashes;
        while (stops) {
            const unsigned lane = static_cast<unsigned>(__builtin_ctz(stops));
            if (quotes >> lane & 1) {
                isWide |= _mm256_movemask_epi8(all) != 0;
                return at + lane;
            }
            isEscaped = true;
            // The byte behind a backslash counts for nothing; behind the last lane lies the next step.
            stops &= lane == 31 ? 0 : ~(3u << lane);
            if (lane == 31) at++;
        }
    }
    return at;
}
#endif

struct Text {
    const uint8_t *at;
    const uint8_t *end;
    // Whether a byte outside ASCII was met.
    bool isWide = false;

    template <size_t size>
    bool take(const char (&word)[size]) {
        if (static_cast<size_t>(end - at) < size - 1 || memcmp(at, word, size - 1) != 0) return false;
        at += size - 1;
        return true;
    }

    // Takes the rest of a string and its closing quote; false when the quote is missing.
    bool string(csimdjson_slice &slice, bool &isEscaped) {
        const uint8_t *const start = at;
        isEscaped = false;
#if defined(__x86_64__)
        if (has_vectors) return close(start, closingQuote(at, end, isEscaped, isWide), slice);
#endif
        while (at < end) {
            const size_t found = csimdjson_next_quote_or_backslash(at, 0, static_cast<size_t>(end - at));
            for (size_t index = 0; index < found; index++) isWide |= at[index] >= 0x80;
            at += found;
            if (at >= end) return false;
            if (*at == '"') return close(start, at, slice);
            isEscaped = true;
            // Readable even at the end.
            isWide |= at[1] >= 0x80;
            at += 2;
        }
        return false;
    }

    // A string without escapes.
    bool plain(csimdjson_slice &slice) {
        bool isEscaped;
        return string(slice, isEscaped) && !isEscaped;
    }

    // A whole number of at most 18 digits.
    bool number(int64_t &value) {
        const uint8_t *const start = at;
        int64_t made = 0;
        uint64_t leading;
        // Times have thirteen digits.
        if (end - at >= 8 && eight_digits(at, leading)) {
            made = static_cast<int64_t>(leading);
            at += 8;
        }
        while (at < end && *at - '0' < 10u && at - start < 19) made = made * 10 + (*at++ - '0');
        value = made;
        return at > start && at - start <= 18;
    }

private:
    bool close(const uint8_t *start, const uint8_t *quote, csimdjson_slice &slice) {
        if (quote >= end) return false;
        slice = {start, static_cast<size_t>(quote - start)};
        at = quote + 1;
        return true;
    }
};

// One event behind its opening bracket.
bool readEvent(Text &text, csimdjson_parser &state) {
    csimdjson_event event;
    event.message.start = nullptr;
    event.has_id = false;
    csimdjson_digest identity = {0, 0};
    bool hasTime = false, hasIDMember = false;
    do {
        if (text.take("\"id\":\"")) {
            if (hasIDMember) return false;
            hasIDMember = true;
            if (text.end - text.at > 56 && text.at[56] == '"' && digit_identity(text.at, identity)) {
                text.at += 57;
                event.has_id = true;
            } else {
                csimdjson_slice id;
                if (!text.plain(id)) return false;
                event.has_id = id.count > 0;
                if (event.has_id) identity = csimdjson_identity_of(id.start, id.count);
            }
            if (event.has_id) state.ids.push_back(identity);
        } else if (text.take("\"timestamp\":")) {
            if (hasTime || !text.number(event.timestamp)) return false;
            hasTime = true;
        } else if (text.take("\"message\":\"")) {
            if (event.message.start || !text.string(event.message, event.is_escaped)) return false;
        } else {
            return false;
        }
    } while (text.take(","));
    if (!hasTime || !event.message.start || !text.take("}")) return false;
    event.id = identity;
    state.events.push_back(event);
    return true;
}

bool readEvents(Text &text, csimdjson_parser &state) {
    if (text.take("]")) return true;
    do {
        if (!text.take("{") || !readEvent(text, state)) return false;
    } while (text.take(","));
    return text.take("]");
}

bool readFilters(Text &text) {
    if (text.take("]")) return true;
    csimdjson_slice name;
    bool isEscaped;
    do {
        if (!text.take("\"") || !text.string(name, isEscaped)) return false;
    } while (text.take(","));
    return text.take("]");
}

bool readMembers(Text &text, csimdjson_parser &state, csimdjson_payload &payload) {
    bool hasEvents = false, hasPolicy = false;
    if (!text.take("{")) return false;
    do {
        csimdjson_slice *target = text.take("\"messageType\":\"") ? &payload.message_type
            : text.take("\"owner\":\"")                           ? &payload.owner
            : text.take("\"logGroup\":\"")                        ? &payload.log_group
            : text.take("\"logStream\":\"")                       ? &payload.log_stream
                                                                  : nullptr;
        csimdjson_slice ignored;
        if (target) {
            if (target->start || !text.plain(*target)) return false;
        } else if (text.take("\"logEvents\":[")) {
            if (hasEvents || !readEvents(text, state)) return false;
            hasEvents = true;
        } else if (text.take("\"subscriptionFilters\":[")) {
            if (!readFilters(text)) return false;
        } else if (text.take("\"policyLevel\":\"")) {
            if (hasPolicy || !text.plain(ignored)) return false;
            hasPolicy = true;
        } else {
            return false;
        }
    } while (text.take(","));
    return text.take("}") && hasEvents && payload.message_type.start && payload.log_group.start;
}

}  // namespace

csimdjson_outcome csimdjson_read_compact(
    csimdjson_parser *parser, const uint8_t *bytes, size_t count, csimdjson_payload *payload, size_t *taken) {
    try {
        *payload = {};
        parser->events.clear();
        parser->ids.clear();
        Text text{bytes, bytes + count};
        if (!readMembers(text, *parser, *payload)) return CSIMDJSON_NOT_SIMPLE;
        const size_t length = static_cast<size_t>(text.at - bytes);
        if (text.isWide && !simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length))
            return CSIMDJSON_NOT_SIMPLE;
        hand_over(*parser, *payload);
        *taken = length;
        return CSIMDJSON_READ;
    } catch (...) {
        return CSIMDJSON_NOT_SIMPLE;
    }
}
