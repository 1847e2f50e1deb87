/* floor: the least work that a server of these protocols can do, as the yardstick of speed.
 *
 *   floor socketmap|tcp|auth|userdb unix:/path|inet:127.0.0.1:port
 *
 * One thread and one epoll set. It cuts the stream into requests and gives each the same reply; it looks nothing up.
 */
#define _GNU_SOURCE
#include "address.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define INPUT 65536
#define OUTPUT 65536
#define LONGEST_REPLY 256
#define EVENTS 256

struct session {
    int fd;
    size_t filled;
    char in[INPUT];
};

/* What one read is answered with: one write, unless it grows too long. */
struct replies {
    int fd;
    size_t filled;
    char out[OUTPUT];
};

struct protocol {
    const char *name;
    const char *greeting;
    /* The length of the whole request that `in` begins with, 0 if there is more to come. Its reply is added. */
    size_t (*answer)(const char *in, size_t length, struct replies *replies);
};

static void flush(struct replies *replies) {
    ssize_t sent = replies->filled ? write(replies->fd, replies->out, replies->filled) : 0;
    if (sent >= 0 && (size_t)sent < replies->filled) fprintf(stderr, "floor: a client does not read\n");
    replies->filled = 0;
}

static void reply(struct replies *replies, const char *text, size_t length) {
    if (replies->filled + length > OUTPUT) flush(replies);
    memcpy(replies->out + replies->filled, text, length);
    replies->filled += length;
}

static size_t answer_netstring(const char *in, size_t length, struct replies *replies) {
    static const char ok[] = "16:OK d1.test/u100/,";
    size_t digits = 0, payload = 0;
    while (digits < length && in[digits] >= '0' && in[digits] <= '9') payload = payload * 10 + (in[digits++] - '0');
    size_t whole = digits + 1 + payload + 1;
    if (length < whole) return 0;
    reply(replies, ok, sizeof ok - 1);
    return whole;
}

static size_t line(const char *in, size_t length) {
    const char *end = memchr(in, '\n', length);
    return end ? (size_t)(end - in) + 1 : 0;
}

static size_t answer_get(const char *in, size_t length, struct replies *replies) {
    static const char ok[] = "200 d1.test/u100/\n";
    size_t whole = line(in, length);
    if (whole > 0) reply(replies, ok, sizeof ok - 1);
    return whole;
}

/* Answers lines that begin with `command` and carry their id in the second field; the others are handshake. */
static size_t answer_command(
        const char *in, size_t length, struct replies *replies, const char *command, const char *format) {
    size_t whole = line(in, length), name = strlen(command);
    if (whole > name && memcmp(in, command, name) == 0) {
        char text[LONGEST_REPLY];
        int size = snprintf(text, sizeof text, format, strtoul(in + name, NULL, 10));
        reply(replies, text, (size_t)size);
    }
    return whole;
}

static size_t answer_auth(const char *in, size_t length, struct replies *replies) {
    return answer_command(in, length, replies, "AUTH\t", "OK\t%lu\tuser=u100@d1.test\n");
}

static size_t answer_user(const char *in, size_t length, struct replies *replies) {
    return answer_command(in, length, replies, "USER\t",
                          "USER\t%lu\tu100@d1.test\tuid=5000\tgid=5000\thome=/var/mail/vhosts/d1.test/u100\n");
}

static const struct protocol protocols[] = {
    {"socketmap", "", answer_netstring},
    {"tcp", "", answer_get},
    {"auth",
     "VERSION\t1\t2\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t00112233445566778899aabbccddeeff\nDONE\n",
     answer_auth},
    {"userdb", "VERSION\t1\t1\nSPID\t1\n", answer_user},
};

static void welcome(int listener, int epoll, const struct protocol *protocol) {
    int fd;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        struct session *session = calloc(1, sizeof *session);
        struct epoll_event readable = {.events = EPOLLIN, .data.ptr = session};
        size_t length = strlen(protocol->greeting);
        if (!session) give_up("session");
        session->fd = fd;
        send_at_once(fd);
        epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &readable);
        if (length > 0 && write(fd, protocol->greeting, length) < 0) perror("floor: greeting");
    }
}

static void serve(struct session *session, const struct protocol *protocol) {
    static struct replies replies;
    ssize_t got = read(session->fd, session->in + session->filled, INPUT - session->filled);
    if (got <= 0) { /* never for want of bytes: epoll has said that there are some */
        close(session->fd);
        free(session);
        return;
    }
    session->filled += (size_t)got;
    replies.fd = session->fd;
    size_t done = 0, whole;
    while (done < session->filled &&
           (whole = protocol->answer(session->in + done, session->filled - done, &replies)) > 0)
        done += whole;
    memmove(session->in, session->in + done, session->filled - done);
    session->filled -= done;
    flush(&replies);
}

int main(int argc, char **argv) {
    const struct protocol *protocol = NULL;
    for (size_t i = 0; argc == 3 && i < sizeof protocols / sizeof *protocols; i++)
        if (strcmp(argv[1], protocols[i].name) == 0) protocol = &protocols[i];
    if (!protocol) {
        fprintf(stderr, "usage: floor socketmap|tcp|auth|userdb unix:/path|inet:127.0.0.1:port\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN); /* a client that is gone is seen when it is read from */
    int listener = listen_on(argv[2]), epoll = epoll_create1(0);
    struct epoll_event arrivals = {.events = EPOLLIN}, events[EVENTS];
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &arrivals);
    while (true) {
        int count = epoll_wait(epoll, events, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            if (events[i].data.ptr == NULL)
                welcome(listener, epoll, protocol);
            else
                serve(events[i].data.ptr, protocol);
        }
    }
}
