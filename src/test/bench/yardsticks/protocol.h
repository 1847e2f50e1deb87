/* How a client speaks the protocols of the gateway. */
#ifndef PROTOCOL_H
#define PROTOCOL_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum outcome { FOUND, NOT_FOUND, TEMPORARY, PERMANENT, REFUSED, OUTCOMES };

/* What a load generator asks for. */
struct question {
    uint32_t id;
    unsigned connection;
    const char *key; /* for auth: user, TAB, password */
    const char *map; /* for socketmap */
    bool no_penalty; /* for auth: failures of this address must not slow it down */
};

struct reply {
    enum { GREETING, READY, ANSWER } kind;
    uint32_t id; /* of an answer, where the protocol numbers them */
    enum outcome outcome;
};

struct protocol {
    const char *name;
    bool greets;  /* nothing may be asked before READY */
    bool numbers; /* answers carry the id of their question; without, they come in order */
    /* These write at most `room` bytes and return how many they needed. */
    size_t (*hello)(char *out, size_t room, unsigned connection);
    size_t (*ask)(char *out, size_t room, const struct question *question);
    /* The length of the whole reply that `in` begins with; 0 if there is more to come, -1 if it is none. */
    ssize_t (*read)(const char *in, size_t length, struct reply *reply);
};

/* NULL when there is none of that name. */
const struct protocol *protocol_named(const char *name);

#endif
