#define _GNU_SOURCE
#include "address.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* All the connections of a run may come before the first is accepted. */
#define BACKLOG 4096
#define FULL_BACKLOG_PAUSE_US 1000
#define FULL_BACKLOG_PAUSES 5000

struct endpoint {
    union {
        struct sockaddr any;
        struct sockaddr_un un;
        struct sockaddr_in in;
    } name;
    socklen_t length;
};

void give_up(const char *what) {
    perror(what);
    exit(2);
}

static struct endpoint parse(const char *address) {
    struct endpoint end = {0};
    const char *colon = strrchr(address, ':');
    if (strncmp(address, "unix:", 5) == 0) {
        if (strlen(address + 5) >= sizeof end.name.un.sun_path) {
            errno = ENAMETOOLONG;
            give_up(address);
        }
        end.name.un.sun_family = AF_UNIX;
        strcpy(end.name.un.sun_path, address + 5);
        end.length = sizeof end.name.un;
    } else if (strncmp(address, "inet:", 5) == 0 && colon > address + 4) {
        char host[INET_ADDRSTRLEN] = "";
        snprintf(host, sizeof host, "%.*s", (int)(colon - address - 5), address + 5);
        end.name.in.sin_family = AF_INET;
        end.name.in.sin_port = htons((unsigned short)atoi(colon + 1));
        end.length = sizeof end.name.in;
        if (inet_pton(AF_INET, host, &end.name.in.sin_addr) != 1) {
            errno = EINVAL;
            give_up(address);
        }
    } else {
        errno = EINVAL;
        give_up(address);
    }
    return end;
}

void send_at_once(int fd) {
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); /* fails on a unix socket, which needs none */
}

int listen_on(const char *address) {
    struct endpoint end = parse(address);
    int fd = socket(end.name.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (end.name.any.sa_family == AF_UNIX) unlink(end.name.un.sun_path);
    if (fd < 0 || bind(fd, &end.name.any, end.length) < 0 || listen(fd, BACKLOG) < 0) give_up(address);
    return fd;
}

int connect_to(const char *address) {
    struct endpoint end = parse(address);
    int fd = socket(end.name.any.sa_family, SOCK_STREAM, 0);
    if (fd < 0) give_up(address);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    int pauses = 0;
    while (connect(fd, &end.name.any, end.length) < 0 && errno != EINPROGRESS && errno != EISCONN) {
        if (errno != EAGAIN || ++pauses > FULL_BACKLOG_PAUSES) give_up(address);
        usleep(FULL_BACKLOG_PAUSE_US);
    }
    send_at_once(fd);
    return fd;
}
