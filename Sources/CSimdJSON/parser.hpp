// What the readers of payloads share.
#pragma once

#include "CSimdJSON.h"

#include <simdjson.h>
#include <vector>

struct csimdjson_parser {
    simdjson::ondemand::parser parser;
    std::vector<csimdjson_event> events;
    std::vector<csimdjson_digest> ids;
};

// Points `payload` to the events that were read.
inline void hand_over(const csimdjson_parser &state, csimdjson_payload &payload) {
    payload.events = state.events.data();
    payload.event_count = state.events.size();
    payload.ids = state.ids.data();
    payload.id_count = state.ids.size();
}
