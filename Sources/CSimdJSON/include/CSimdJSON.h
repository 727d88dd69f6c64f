#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/* The name of the instruction set that simdjson picked on this machine. */
const char *csimdjson_implementation(void);

#ifdef __cplusplus
}
#endif
