/* loadgen: asks a server as fast as it answers, or at a given rate, and says how it did.
 *
 *   loadgen -m socketmap|tcp|auth|userdb -a unix:/path|inet:127.0.0.1:port -k FILE [options]
 *
 *   -k FILE   one key a line, asked in this order, over and over; for auth: user, TAB, password
 *   -c N      connections (1)
 *   -d N      requests in flight on each (1, as Postfix has)
 *   -s N      seconds that are counted (5)
 *   -w N      seconds before these that are not (1)
 *   -n N      instead of both: stop after so many answers
 *   -R N      open loop: so many requests a second in all, whatever the server does. Latency then counts from the moment
 *             at which a request was due: a server that stalls cannot hide the requests that it kept from being sent.
 *   -M NAME   socketmap: the map (virtual-mailboxes)
 *   -P        auth: send no-penalty
 *   -i        idle: open the connections, and keep them until it is killed
 *
 * Prints one line of JSON: answers a second, quantiles of the latency in microseconds, answers by kind. Exit 0; 1 when a
 * connection broke or a reply was none; 2 when it could not start.
 */
#define _GNU_SOURCE
#include "address.h"
#include "latency.h"
#include "protocol.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#define BUFFER 65536
#define LONGEST_REQUEST 16384
#define DEEPEST 512
#define REMEMBERED 1024 /* requests whose due time a connection knows; more than can be in flight */
#define EVENTS 256
#define SECOND 1000000000LL

struct connection {
    int fd;
    unsigned number, in_flight;
    bool ready, writable_wanted;
    uint32_t asked, answered;
    int64_t due[REMEMBERED];
    size_t in_filled, out_filled;
    char in[BUFFER], out[BUFFER];
};

static const char *const outcome_names[OUTCOMES] = {"found", "notFound", "temporary", "permanent", "refused"};

static struct options {
    const struct protocol *protocol;
    const char *address, *file, *map;
    unsigned connections, depth;
    double seconds, warm_up, rate;
    long long answers;
    bool no_penalty, idle;
} options = {.map = "virtual-mailboxes", .connections = 1, .depth = 1, .seconds = 5, .warm_up = 1};

static char **keys;
static size_t key_count, next_key;
static struct connection **connections;
static struct latencies latencies;
static long long counts[OUTCOMES], counted;
static int64_t counting_from, end;
static int epoll;

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * SECOND + time.tv_nsec;
}

static _Noreturn void broken(const char *what, const struct connection *c) {
    fprintf(stderr, "loadgen: %s: %.*s\n", what, (int)(c->in_filled < 200 ? c->in_filled : 200), c->in);
    exit(1);
}

static void read_keys(void) {
    FILE *file = fopen(options.file, "r");
    if (!file) give_up(options.file);
    char *line = NULL;
    size_t room = 0, capacity = 0;
    ssize_t length;
    while ((length = getline(&line, &room, file)) > 0) {
        if (line[length - 1] == '\n') line[length - 1] = '\0';
        if (key_count == capacity) {
            capacity = capacity ? capacity * 2 : 4096;
            keys = realloc(keys, capacity * sizeof *keys);
        }
        keys[key_count++] = strdup(line);
    }
    free(line);
    fclose(file);
    if (key_count == 0) {
        fprintf(stderr, "loadgen: %s holds no keys\n", options.file);
        exit(2);
    }
}

/* epoll says so when a connection that was full can be written to again. */
static void want_writable(struct connection *c, bool wanted) {
    if (c->writable_wanted == wanted) return;
    struct epoll_event event = {.events = wanted ? EPOLLIN | EPOLLOUT : EPOLLIN, .data.ptr = c};
    epoll_ctl(epoll, EPOLL_CTL_MOD, c->fd, &event);
    c->writable_wanted = wanted;
}

static void flush(struct connection *c) {
    ssize_t sent = c->out_filled ? write(c->fd, c->out, c->out_filled) : 0;
    if (sent < 0 && errno != EAGAIN && errno != ENOTCONN) broken("the server closed the connection", c);
    if (sent > 0) {
        memmove(c->out, c->out + sent, c->out_filled - (size_t)sent);
        c->out_filled -= (size_t)sent;
    }
    want_writable(c, c->out_filled > 0);
}

static bool has_room(const struct connection *c, unsigned depth) {
    return c->ready && c->in_flight < depth && c->out_filled + LONGEST_REQUEST <= BUFFER;
}

static void ask(struct connection *c, int64_t due) {
    uint32_t id = ++c->asked;
    struct question question = {id, c->number, keys[next_key], options.map, options.no_penalty};
    next_key = next_key + 1 == key_count ? 0 : next_key + 1;
    size_t length = options.protocol->ask(c->out + c->out_filled, LONGEST_REQUEST, &question);
    if (length >= LONGEST_REQUEST) broken("a key is too long", c);
    c->out_filled += length;
    c->due[id % REMEMBERED] = due;
    c->in_flight++;
}

static void answered(struct connection *c, const struct reply *reply, int64_t time) {
    uint32_t id = options.protocol->numbers ? reply->id : ++c->answered;
    c->in_flight--;
    counts[reply->outcome]++;
    if (time >= counting_from) {
        counted++;
        latency_add(&latencies, time - c->due[id % REMEMBERED]);
    }
}

static void take_replies(struct connection *c, int64_t time) {
    size_t done = 0;
    while (done < c->in_filled) {
        struct reply reply = {0};
        ssize_t whole = options.protocol->read(c->in + done, c->in_filled - done, &reply);
        if (whole < 0) broken("not a reply", c);
        if (whole == 0) break;
        if (reply.kind == READY) c->ready = true;
        if (reply.kind == ANSWER) answered(c, &reply, time);
        done += (size_t)whole;
    }
    memmove(c->in, c->in + done, c->in_filled - done);
    c->in_filled -= done;
}

/* Closed loop: what was answered makes room for the next. */
static void refill(struct connection *c) {
    while (options.rate == 0 && has_room(c, options.depth)) ask(c, now());
    flush(c);
}

static void serve(struct connection *c) {
    ssize_t got = read(c->fd, c->in + c->in_filled, BUFFER - c->in_filled);
    if (got == 0 || (got < 0 && errno != EAGAIN)) broken("the server closed the connection", c);
    if (got > 0) {
        c->in_filled += (size_t)got;
        take_replies(c, now());
    }
    refill(c);
}

/* Open loop: hands what is due to the connections in turn. What no connection has room for stays due. */
static void ask_what_is_due(int64_t start) {
    static long long asked;
    static unsigned turn;
    double gap = (double)SECOND / options.rate;
    for (int64_t due; (due = start + (int64_t)((double)asked * gap)) <= now(); asked++) {
        unsigned tried = 0;
        while (tried < options.connections && !has_room(connections[turn], DEEPEST)) {
            turn = (turn + 1) % options.connections;
            tried++;
        }
        if (tried == options.connections) return;
        ask(connections[turn], due);
        flush(connections[turn]);
        turn = (turn + 1) % options.connections;
    }
}

static void open_connections(void) {
    connections = calloc(options.connections, sizeof *connections);
    for (unsigned i = 0; i < options.connections; i++) {
        struct connection *c = connections[i] = calloc(1, sizeof *c);
        struct epoll_event readable = {.events = EPOLLIN, .data.ptr = c};
        if (!c) give_up("connection");
        c->fd = connect_to(options.address);
        c->number = i;
        c->ready = !options.protocol->greets;
        epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &readable);
        c->out_filled = options.protocol->hello(c->out, BUFFER, i);
        flush(c);
    }
}

static bool is_over(void) {
    return options.answers ? counted >= options.answers : now() >= end;
}

static void run(void) {
    struct epoll_event events[EVENTS];
    int64_t start = now();
    counting_from = options.answers ? start : start + (int64_t)(options.warm_up * SECOND);
    end = counting_from + (int64_t)(options.seconds * SECOND);
    for (unsigned i = 0; i < options.connections; i++) refill(connections[i]);
    while (!is_over()) {
        if (options.rate > 0) ask_what_is_due(start);
        int count = epoll_wait(epoll, events, EVENTS, options.rate > 0 ? 0 : 100);
        for (int i = 0; i < count; i++) serve(events[i].data.ptr);
    }
}

static void report(void) {
    double elapsed = (double)(now() - counting_from) / SECOND;
    printf("{\"perSecond\":%.0f,\"p50\":%.1f,\"p99\":%.1f,\"p999\":%.1f,\"max\":%.1f", (double)counted / elapsed,
           latency_quantile(&latencies, .5), latency_quantile(&latencies, .99), latency_quantile(&latencies, .999),
           latency_quantile(&latencies, 1));
    for (int i = 0; i < OUTCOMES; i++) printf(",\"%s\":%lld", outcome_names[i], counts[i]);
    printf("}\n");
}

static bool parse(int argc, char **argv) {
    for (int option; (option = getopt(argc, argv, "m:a:k:c:d:s:w:n:R:M:Pi")) > 0;) switch (option) {
        case 'm': options.protocol = protocol_named(optarg); break;
        case 'a': options.address = optarg; break;
        case 'k': options.file = optarg; break;
        case 'c': options.connections = (unsigned)atoi(optarg); break;
        case 'd': options.depth = (unsigned)atoi(optarg); break;
        case 's': options.seconds = atof(optarg); break;
        case 'w': options.warm_up = atof(optarg); break;
        case 'n': options.answers = atoll(optarg); break;
        case 'R': options.rate = atof(optarg); break;
        case 'M': options.map = optarg; break;
        case 'P': options.no_penalty = true; break;
        case 'i': options.idle = true; break;
        default: return false;
        }
    return options.protocol && options.address && (options.file || options.idle) && options.connections > 0 &&
           options.depth > 0 && options.depth <= DEEPEST;
}

int main(int argc, char **argv) {
    if (!parse(argc, argv)) {
        fprintf(stderr, "usage: see the head of loadgen.c\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN); /* a server that is gone is reported where it is written to */
    epoll = epoll_create1(0);
    if (!options.idle) read_keys();
    open_connections();
    if (options.idle) pause();
    run();
    report();
    return 0;
}
