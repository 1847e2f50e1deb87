#define _GNU_SOURCE
#include "protocol.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Client process ids of different runs must differ, or the server takes one connection for another's successor. */
#define PIDS_OF_A_RUN 16384
#define PID_MODULUS 100000
#define LONGEST_LOGIN 512

static const char *skip(const char *text, size_t length, const char *prefix) {
    size_t n = strlen(prefix);
    return length >= n && memcmp(text, prefix, n) == 0 ? text + n : NULL;
}

static size_t no_hello(char *out, size_t room, unsigned connection) {
    (void)out, (void)room, (void)connection;
    return 0;
}

/* socketmap: netstrings both ways */

static size_t socketmap_ask(char *out, size_t room, const struct question *q) {
    return (size_t)snprintf(out, room, "%zu:%s %s,", strlen(q->map) + 1 + strlen(q->key), q->map, q->key);
}

static ssize_t socketmap_read(const char *in, size_t length, struct reply *reply) {
    size_t digits = 0, payload = 0;
    while (digits < length && in[digits] >= '0' && in[digits] <= '9') payload = payload * 10 + (in[digits++] - '0');
    size_t whole = digits + 1 + payload + 1;
    if (digits < length && (digits == 0 || digits > 9 || in[digits] != ':')) return -1;
    if (length < whole) return 0;
    const char *text = in + digits + 1;
    reply->kind = ANSWER;
    if (skip(text, payload, "OK ")) reply->outcome = FOUND;
    else if (skip(text, payload, "NOTFOUND ")) reply->outcome = NOT_FOUND;
    else if (skip(text, payload, "TEMP ") || skip(text, payload, "TIMEOUT ")) reply->outcome = TEMPORARY;
    else if (skip(text, payload, "PERM ")) reply->outcome = PERMANENT;
    else return -1;
    return in[whole - 1] == ',' ? (ssize_t)whole : -1;
}

/* tcp_table: lines both ways */

static size_t tcp_ask(char *out, size_t room, const struct question *q) {
    return (size_t)snprintf(out, room, "get %s\n", q->key);
}

static ssize_t tcp_read(const char *in, size_t length, struct reply *reply) {
    const char *end = memchr(in, '\n', length);
    if (!end) return 0;
    reply->kind = ANSWER;
    if (skip(in, length, "200 ")) reply->outcome = FOUND;
    else if (skip(in, length, "500 ")) reply->outcome = NOT_FOUND;
    else if (skip(in, length, "400 ")) reply->outcome = TEMPORARY;
    else return -1;
    return end + 1 - in;
}

/* Dovecot's auth protocol: lines of fields, the second one an id */

static size_t auth_hello(char *out, size_t room, unsigned connection) {
    unsigned pid = (unsigned)getpid() % PID_MODULUS * PIDS_OF_A_RUN + connection + 1;
    return (size_t)snprintf(out, room, "VERSION\t1\t1\nCPID\t%u\n", pid);
}

static size_t userdb_hello(char *out, size_t room, unsigned connection) {
    (void)connection;
    return (size_t)snprintf(out, room, "VERSION\t1\t1\n");
}

static size_t base64(char *out, const char *bytes, size_t length) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t written = 0;
    for (size_t i = 0; i < length; i += 3) {
        size_t left = length - i;
        uint32_t group = (uint32_t)(unsigned char)bytes[i] << 16;
        if (left > 1) group |= (uint32_t)(unsigned char)bytes[i + 1] << 8;
        if (left > 2) group |= (uint32_t)(unsigned char)bytes[i + 2];
        out[written++] = digits[group >> 18];
        out[written++] = digits[group >> 12 & 63];
        out[written++] = left > 1 ? digits[group >> 6 & 63] : '=';
        out[written++] = left > 2 ? digits[group & 63] : '=';
    }
    return written;
}

/* As smtpd asks: PLAIN with its response at once. An address for each connection, because Dovecot slows down those that
 * ask too much at once. */
static size_t auth_ask(char *out, size_t room, const struct question *q) {
    char login[LONGEST_LOGIN + 2], encoded[(LONGEST_LOGIN + 2) / 3 * 4 + 4];
    int length = snprintf(login + 1, LONGEST_LOGIN, "%s", q->key) + 1;
    if (length > LONGEST_LOGIN) return room + 1;
    login[0] = '\0';
    char *tab = memchr(login + 1, '\t', (size_t)length - 1);
    if (tab) *tab = '\0';
    return (size_t)snprintf(
            out, room, "AUTH\t%u\tPLAIN\tservice=smtp\tnologin\tlip=127.0.0.1\trip=127.1.%u.%u%s\tsecured\tresp=%.*s\n",
            q->id, q->connection >> 8 & 255, q->connection & 255, q->no_penalty ? "\tno-penalty" : "",
            (int)base64(encoded, login, (size_t)length), encoded);
}

static size_t userdb_ask(char *out, size_t room, const struct question *q) {
    return (size_t)snprintf(out, room, "USER\t%u\t%s\tservice=lmtp\n", q->id, q->key);
}

static bool has_field(const char *line, size_t length, const char *field) {
    return memmem(line, length, field, strlen(field)) != NULL;
}

static ssize_t dovecot_read(const char *in, size_t length, struct reply *reply) {
    const char *end = memchr(in, '\n', length), *id;
    if (!end) return 0;
    size_t line = (size_t)(end - in);
    reply->kind = ANSWER;
    if ((id = skip(in, line, "OK\t")) || (id = skip(in, line, "USER\t"))) reply->outcome = FOUND;
    else if ((id = skip(in, line, "NOTFOUND\t"))) reply->outcome = NOT_FOUND;
    else if ((id = skip(in, line, "FAIL\t"))) reply->outcome = has_field(id, line - 5, "\ttemp") ? TEMPORARY : REFUSED;
    else reply->kind = GREETING;
    if (reply->kind == ANSWER) reply->id = (uint32_t)strtoul(id, NULL, 10);
    return end + 1 - in;
}

static ssize_t auth_read(const char *in, size_t length, struct reply *reply) {
    ssize_t whole = dovecot_read(in, length, reply);
    if (whole > 0 && skip(in, length, "DONE\n")) reply->kind = READY;
    return whole;
}

static ssize_t userdb_read(const char *in, size_t length, struct reply *reply) {
    ssize_t whole = dovecot_read(in, length, reply);
    if (whole > 0 && skip(in, length, "SPID\t")) reply->kind = READY;
    return whole;
}

static const struct protocol protocols[] = {
    {"socketmap", false, false, no_hello, socketmap_ask, socketmap_read},
    {"tcp", false, false, no_hello, tcp_ask, tcp_read},
    {"auth", true, true, auth_hello, auth_ask, auth_read},
    {"userdb", true, true, userdb_hello, userdb_ask, userdb_read},
};

const struct protocol *protocol_named(const char *name) {
    for (size_t i = 0; i < sizeof protocols / sizeof *protocols; i++)
        if (strcmp(name, protocols[i].name) == 0) return &protocols[i];
    return NULL;
}
