#pragma once

#include <stddef.h>

#include <curl/curl.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * libcurl, loaded when it is first asked for: with what it needs it is two fifths of the libraries of the program, and most
 * commands never talk to anybody. Each function is libcurl's own; variadic ones, which Swift does not import, are typed.
 */

/* Loads libcurl once. NULL when it can be used, otherwise why not; nothing else here may be called then. */
const char *ccurl_load(void);

CURL *ccurl_easy_init(void);
void ccurl_easy_cleanup(CURL *easy);
const char *ccurl_easy_strerror(CURLcode code);

/* Takes up to `size * count` bytes; fewer end the transfer. */
typedef size_t (*ccurl_sink)(char *bytes, size_t size, size_t count, void *context);

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value);
CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_body(CURL *easy, const void *bytes, curl_off_t count);
CURLcode ccurl_set_sink(CURL *easy, ccurl_sink sink, void *context);
CURLcode ccurl_set_headers(CURL *easy, ccurl_sink sink, void *context);
CURLcode ccurl_set_error_buffer(CURL *easy, char *buffer);
CURLcode ccurl_get_long(CURL *easy, CURLINFO info, long *value);

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *line);
void ccurl_slist_free_all(struct curl_slist *list);

CURLM *ccurl_multi_init(void);
CURLMcode ccurl_multi_cleanup(CURLM *multi);
CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);
CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *easy);
CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *easy);
CURLMcode ccurl_multi_perform(CURLM *multi, int *running);
CURLMcode ccurl_multi_poll(CURLM *multi, int milliseconds);
CURLMcode ccurl_multi_wakeup(CURLM *multi);
/* The next finished transfer, or NULL; its result goes to `result`. */
CURL *ccurl_multi_finished(CURLM *multi, CURLcode *result);

#ifdef __cplusplus
}
#endif
