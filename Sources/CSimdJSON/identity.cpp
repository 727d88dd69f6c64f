// Identities of log events. Ids of CloudWatch Logs are 56 decimal digits that grow with time; their identities grow alike, and
// mostly by little, so that an archive stores them in a few bytes. Stored archives depend on it: never change its results.
#include "identity.hpp"

csimdjson_digest csimdjson_identity_of(const uint8_t *bytes, size_t count) {
    csimdjson_digest identity;
    if (count == 56 && digit_identity(bytes, identity)) return identity;
    return csimdjson_digest_of(bytes, count, 0);
}
