#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes that must be readable (their values do not matter) after every buffer given to these functions. */
#define CSIMDJSON_PADDING 64

/* The name of the instruction set that simdjson picked on this machine. */
const char *csimdjson_implementation(void);

/* Bytes somewhere in the buffer that was parsed. */
typedef struct {
    const uint8_t *start;
    size_t count;
} csimdjson_slice;

/* A digest of 128 bits: stable between runs and machines, since it is stored. */
typedef struct {
    uint64_t high;
    uint64_t low;
} csimdjson_digest;

/* One log event of a payload. */
typedef struct {
    /* Milliseconds since the Unix epoch. */
    int64_t timestamp;
    /* The message between its quotes, escapes as they stand in the text. */
    csimdjson_slice message;
    /* The id's identity; of no meaning unless has_id. */
    csimdjson_digest id;
    bool has_id;
    /* Whether the message holds a backslash. */
    bool is_escaped;
} csimdjson_event;

/* What a subscription payload says; valid until the parser is used again or its buffer changes. */
typedef struct {
    csimdjson_slice message_type;
    csimdjson_slice owner;
    csimdjson_slice log_group;
    csimdjson_slice log_stream;
    const csimdjson_event *events;
    size_t event_count;
    /* The ids of those events that have one, in order. */
    const csimdjson_digest *ids;
    size_t id_count;
} csimdjson_payload;

typedef enum {
    /* The whole buffer is one payload, and it was read. */
    CSIMDJSON_READ = 0,
    /* It may be anything: damaged, several documents, another shape, members that need the general reader. */
    CSIMDJSON_NOT_SIMPLE = 1,
} csimdjson_outcome;

/* A parser keeps its memory between payloads; one a thread. */
typedef struct csimdjson_parser csimdjson_parser;
csimdjson_parser *csimdjson_parser_make(void);
void csimdjson_parser_free(csimdjson_parser *parser);

/* Reads a buffer that holds exactly one subscription payload. */
csimdjson_outcome csimdjson_read_payload(
    csimdjson_parser *parser, const uint8_t *bytes, size_t count, csimdjson_payload *payload);

/* Reads the payload at the start of a buffer when it is written as AWS writes them, without blanks; *taken is its length. */
csimdjson_outcome csimdjson_read_compact(
    csimdjson_parser *parser, const uint8_t *bytes, size_t count, csimdjson_payload *payload, size_t *taken);

/* The identity of a log event's id: it rises with ids of 56 decimal digits, and is a digest of any other text. */
csimdjson_digest csimdjson_identity_of(const uint8_t *bytes, size_t count);

/* The digest of some bytes. */
csimdjson_digest csimdjson_digest_of(const uint8_t *bytes, size_t count, uint64_t seed);

/* Where a JSON value in a stream of them ends; kept between pieces of the stream. */
typedef struct {
    /* Brackets open now. */
    uint32_t depth;
    /* Deepest that brackets were open. */
    uint32_t deepest;
    bool in_string;
    bool after_backslash;
    /* Whether the list whose elements may be cut apart is open now, and how deep its commas lie. */
    bool in_list;
    uint8_t list_depth;
    /* Bytes of the value seen so far. */
    size_t seen;
    /* Offset in the value behind the '[' of that list, and of the latest comma between two of its elements (0: none). */
    size_t list_start;
    size_t last_comma;
} csimdjson_framing;

/* Feeds bytes of a value that starts with '{' or '['. Returns the bytes taken; *complete says whether the value ended
   with them. */
size_t csimdjson_frame(csimdjson_framing *framing, const uint8_t *bytes, size_t count, bool *complete);

/* A value's place in a JSON text. */
typedef struct {
    /* Offset of the first byte, and behind the last one. */
    uint32_t start;
    uint32_t end;
    /* Index of the next token that is not inside this value. */
    uint32_t next;
} csimdjson_token;

typedef enum {
    CSIMDJSON_NO_FAULT = 0,
    CSIMDJSON_UNEXPECTED_BYTE = 1,
    CSIMDJSON_UNEXPECTED_END = 2,
    CSIMDJSON_TOO_DEEP = 3,
    CSIMDJSON_TOO_LONG = 4,
} csimdjson_fault;

/* The values of a JSON text in its order; keeps its memory between texts. */
typedef struct csimdjson_tape csimdjson_tape;
csimdjson_tape *csimdjson_tape_make(void);
void csimdjson_tape_free(csimdjson_tape *tape);

/* Reads one value that fills the bytes but for blanks; nothing behind them is looked at. *offset is where a fault is. */
csimdjson_fault csimdjson_tape_read(
    csimdjson_tape *tape, const uint8_t *bytes, size_t count, size_t maximum_depth, size_t *offset);

/* What was read; valid until the next read. */
const csimdjson_token *csimdjson_tape_tokens(const csimdjson_tape *tape, size_t *count);

/* The offset of the first quote or backslash at or behind `position`, or `count`. */
size_t csimdjson_next_quote_or_backslash(const uint8_t *bytes, size_t position, size_t count);

/* Writes what the text between two quotes of JSON stands for, up to the first `\u` or a backslash that ends it: *taken bytes
   are read then, or all. Returns the bytes made, never more than were read; `room` needs `count`. */
size_t csimdjson_unescape(const uint8_t *bytes, size_t count, uint8_t *room, size_t *taken);

/* Writes where `byte` stands, at most `most` places; returns how many. */
size_t csimdjson_positions(const uint8_t *bytes, size_t count, uint8_t byte, size_t *positions, size_t most);

/* The offset of the first `length` bytes that are those of `word`, or `count`. */
size_t csimdjson_find(const uint8_t *bytes, size_t count, const uint8_t *word, size_t length);

/* The index of the first event at or behind `from` whose message may tell of players, or `count`. Bytes behind each message
   are read, as behind every buffer. */
size_t csimdjson_next_telling(const csimdjson_event *events, size_t from, size_t count);

/* Whether any of the literals that container logs are searched for occurs in the bytes. */
bool csimdjson_may_tell_of_players(const uint8_t *bytes, size_t count);

#ifdef __cplusplus
}
#endif
