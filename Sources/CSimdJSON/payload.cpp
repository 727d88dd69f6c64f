// Subscription payloads through simdjson's on-demand parser: one pass, slices of the text, no copies.
#include "parser.hpp"

#include <new>
#include <string>

using namespace simdjson;

namespace {

static_assert(CSIMDJSON_PADDING >= SIMDJSON_PADDING, "buffers must be padded for simdjson");

csimdjson_slice slice(std::string_view text) {
    return {reinterpret_cast<const uint8_t *>(text.data()), text.size()};
}

// The text of a string or number token, blanks behind it and quotes around it taken away.
bool scalarText(ondemand::value value, std::string_view &text, bool &isString) {
    text = value.raw_json_token();
    while (!text.empty() && static_cast<uint8_t>(text.back()) <= ' ') text.remove_suffix(1);
    isString = !text.empty() && text.front() == '"';
    if (isString) {
        if (text.size() < 2 || text.back() != '"') return false;
        text = text.substr(1, text.size() - 2);
    }
    return !text.empty() || isString;
}

bool digits(std::string_view text, int64_t &result) {
    if (text.empty() || text.size() > 18) return false;
    int64_t value = 0;
    for (char character : text) {
        if (character < '0' || character > '9') return false;
        value = value * 10 + (character - '0');
    }
    result = value;
    return true;
}

bool hasBackslash(std::string_view text) { return memchr(text.data(), '\\', text.size()) != nullptr; }

// One event; false when it needs the general reader.
bool readEvent(ondemand::object object, csimdjson_event &event) {
    bool hasTime = false, hasMessage = false, isString = false;
    std::string_view text;
    event.has_id = false;
    event.id = {0, 0};
    for (auto field : object) {
        ondemand::raw_json_string key;
        if (field.key().get(key)) return false;
        ondemand::value value;
        if (field.value().get(value)) return false;
        if (key == "message") {
            if (!scalarText(value, text, isString) || !isString || hasMessage) return false;
            event.message = slice(text);
            event.is_escaped = hasBackslash(text);
            hasMessage = true;
        } else if (key == "timestamp") {
            if (!scalarText(value, text, isString) || !digits(text, event.timestamp) || hasTime) return false;
            hasTime = true;
        } else if (key == "id") {
            if (!scalarText(value, text, isString) || event.has_id || hasBackslash(text)) return false;
            event.has_id = !text.empty();
            if (event.has_id) event.id = csimdjson_identity_of(slice(text).start, text.size());
        } else {
            return false;
        }
    }
    return hasTime && hasMessage;
}

bool readMembers(ondemand::object root, csimdjson_parser &state, csimdjson_payload &payload) {
    bool hasEvents = false;
    for (auto field : root) {
        ondemand::raw_json_string key;
        if (field.key().get(key)) return false;
        ondemand::value value;
        if (field.value().get(value)) return false;
        csimdjson_slice *target = key == "messageType" ? &payload.message_type
            : key == "owner"                           ? &payload.owner
            : key == "logGroup"                        ? &payload.log_group
            : key == "logStream"                       ? &payload.log_stream
                                                       : nullptr;
        if (target) {
            std::string_view text;
            bool isString = false;
            if (target->start || !scalarText(value, text, isString) || !isString || hasBackslash(text)) return false;
            *target = slice(text);
        } else if (key == "logEvents") {
            ondemand::array list;
            if (hasEvents || value.get_array().get(list)) return false;
            hasEvents = true;
            for (auto element : list) {
                ondemand::object object;
                if (element.get_object().get(object)) return false;
                csimdjson_event event;
                if (!readEvent(object, event)) return false;
                state.events.push_back(event);
                if (event.has_id) state.ids.push_back(event.id);
            }
        } else if (!(key == "subscriptionFilters" || key == "policyLevel")) {
            return false;
        }
    }
    return hasEvents && payload.message_type.start && payload.log_group.start;
}

}  // namespace

const char *csimdjson_implementation(void) {
    static const std::string name = get_active_implementation()->name();
    return name.c_str();
}

csimdjson_parser *csimdjson_parser_make(void) { return new (std::nothrow) csimdjson_parser; }

void csimdjson_parser_free(csimdjson_parser *parser) { delete parser; }

csimdjson_outcome csimdjson_read_payload(
    csimdjson_parser *parser, const uint8_t *bytes, size_t count, csimdjson_payload *payload) {
    try {
        *payload = {};
        parser->events.clear();
        parser->ids.clear();
        ondemand::document document;
        ondemand::object root;
        if (parser->parser.iterate(reinterpret_cast<const char *>(bytes), count, count + SIMDJSON_PADDING).get(document)
            || document.get_object().get(root) || !readMembers(root, *parser, *payload)
            || document.current_location().error() != OUT_OF_BOUNDS)
            return CSIMDJSON_NOT_SIMPLE;
        hand_over(*parser, *payload);
        return CSIMDJSON_READ;
    } catch (...) {
        return CSIMDJSON_NOT_SIMPLE;
    }
}
