#include "CSimdJSON.h"

#include <simdjson.h>
#include <string>

const char *csimdjson_implementation(void) {
    static const std::string name = simdjson::get_active_implementation()->name();
    return name.c_str();
}
