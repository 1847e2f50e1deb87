/**
 * The event loops: Vert.x on epoll, with threads that wait a moment before they sleep.
 *
 * <p>Waking a thread costs more than a look-up does: on a virtual machine some 20 µs, in which both sides wait. A daemon
 * of Postfix asks for one thing after the other, so that after a reply the next request is often a few microseconds away.
 * A loop that has nothing to do looks on for {@value dev.postern.gateway.loop.Lookout#MICROS} µs, and gives that up for
 * a while each time that nothing came: who asks rarely pays hardly anything for it, and who asks often is answered in
 * half the time with the same processor time for each request.
 *
 * <p>Without epoll (another system than Linux, or a processor that Netty brings no native library for) it is plain NIO.
 */
@NullMarked
package dev.postern.gateway.loop;

import org.jspecify.annotations.NullMarked;
