#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

#define FUNCTIONS(DO) \
    DO(easy_init) DO(easy_cleanup) DO(easy_strerror) DO(easy_setopt) DO(easy_getinfo) \
    DO(slist_append) DO(slist_free_all) \
    DO(multi_init) DO(multi_cleanup) DO(multi_setopt) DO(multi_add_handle) DO(multi_remove_handle) \
    DO(multi_perform) DO(multi_poll) DO(multi_wakeup) DO(multi_info_read)

#define POINTER(name) __typeof__(curl_##name) *name;
static struct { FUNCTIONS(POINTER) } curl;

static char failure[512];
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* Says why a step failed; false. */
static int fail(const char *fallback) {
    const char *reason = dlerror();
    snprintf(failure, sizeof failure, "%s", reason ? reason : fallback);
    return 0;
}

static int find(void *library, const char *name, void **function) {
    *function = dlsym(library, name);
    return *function ? 1 : fail("a function of libcurl is missing");
}

static void load(void) {
#ifdef __APPLE__
    void *library = dlopen("libcurl.4.dylib", RTLD_NOW | RTLD_LOCAL);
#else
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
#endif
    if (!library) {
        fail("libcurl cannot be loaded");
        return;
    }
#define FIND(name) if (!find(library, "curl_" #name, (void **)&curl.name)) return;
    FUNCTIONS(FIND)
}

const char *ccurl_load(void) {
    pthread_once(&once, load);
    return failure[0] ? failure : 0;
}

CURL *ccurl_easy_init(void) { return curl.easy_init(); }
void ccurl_easy_cleanup(CURL *easy) { curl.easy_cleanup(easy); }
const char *ccurl_easy_strerror(CURLcode code) { return curl.easy_strerror(code); }

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value) {
    return curl.easy_setopt(easy, option, value);
}
CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl.easy_setopt(easy, option, value);
}
CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl.easy_setopt(easy, option, value);
}
/* The size goes first: COPYPOSTFIELDS copies that many bytes. */
CURLcode ccurl_set_body(CURL *easy, const void *bytes, curl_off_t count) {
    CURLcode code = curl.easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, count);
    return code ? code : curl.easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, bytes);
}
CURLcode ccurl_set_sink(CURL *easy, ccurl_sink sink, void *context) {
    CURLcode code = curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, sink);
    return code ? code : curl.easy_setopt(easy, CURLOPT_WRITEDATA, context);
}
CURLcode ccurl_set_headers(CURL *easy, ccurl_sink sink, void *context) {
    CURLcode code = curl.easy_setopt(easy, CURLOPT_HEADERFUNCTION, sink);
    return code ? code : curl.easy_setopt(easy, CURLOPT_HEADERDATA, context);
}
CURLcode ccurl_set_error_buffer(CURL *easy, char *buffer) {
    return curl.easy_setopt(easy, CURLOPT_ERRORBUFFER, buffer);
}
CURLcode ccurl_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl.easy_getinfo(easy, info, value);
}

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *line) {
    return curl.slist_append(list, line);
}
void ccurl_slist_free_all(struct curl_slist *list) { curl.slist_free_all(list); }

CURLM *ccurl_multi_init(void) { return curl.multi_init(); }
CURLMcode ccurl_multi_cleanup(CURLM *multi) { return curl.multi_cleanup(multi); }
CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl.multi_setopt(multi, option, value);
}
CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *easy) { return curl.multi_add_handle(multi, easy); }
CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *easy) {
    return curl.multi_remove_handle(multi, easy);
}
CURLMcode ccurl_multi_perform(CURLM *multi, int *running) { return curl.multi_perform(multi, running); }
CURLMcode ccurl_multi_poll(CURLM *multi, int milliseconds) {
    return curl.multi_poll(multi, 0, 0, milliseconds, 0);
}
CURLMcode ccurl_multi_wakeup(CURLM *multi) { return curl.multi_wakeup(multi); }

CURL *ccurl_multi_finished(CURLM *multi, CURLcode *result) {
    int left = 0;
    CURLMsg *message;
    while ((message = curl.multi_info_read(multi, &left))) {
        if (message->msg != CURLMSG_DONE) continue;
        *result = message->data.result;
        return message->easy_handle;
    }
    return 0;
}
