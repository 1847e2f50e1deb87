/* Stream sockets by the addresses of the bench: unix:/path or inet:127.0.0.1:port. They never block. */
#ifndef ADDRESS_H
#define ADDRESS_H

/* A listening socket; a socket file that is in the way is replaced. Ends the program when it cannot be had. */
int listen_on(const char *address);

/* A connected socket. Waits while a unix listener's backlog is full; ends the program when nobody listens. */
int connect_to(const char *address);

/* A request is one small write: it must not wait for the reply to the one before. */
void send_at_once(int fd);

/* Says what failed and why, and ends the program. */
_Noreturn void give_up(const char *what);

#endif
