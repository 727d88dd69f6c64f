// A cheap search for the few words that container logs are kept for.
#include "CSimdJSON.h"

#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace {

// Every line that some game's grammar reads holds one of these; "\u00" may spell any of them, so it counts as well.
constexpr const char *literals[] = {
    " joined", " left", "joining", "lost connection", "logged in with entity", "UUID of player", "loodgate player",
    "Got connection", "Got handshake", "Got character", "Closing socket", "Destroying abandoned", "has join code",
    "Connections ", "PlayFab socket", "Game server connected", "Steam manager on", "connected the server",
    "disconnect", "Join succeeded", "UNetConnection", "Stopping", "Done (", "players online", "\\u00",
};

}  // namespace

bool csimdjson_may_tell_of_players(const uint8_t *bytes, size_t count) {
    for (const char *literal : literals)
        if (memmem(bytes, count, literal, strlen(literal))) return true;
    return false;
}
