/**
 * The speed of the built program, measured beside yardsticks in one run on one machine.
 *
 * <p><b>Contenders.</b> The floor (C, {@code yardsticks/floor.c}: cuts frames and answers without looking anything up), a
 * bare Vert.x server of the same frames ({@link dev.postern.bench.FrameEcho}), Postfix's own {@code pgsql:} map through
 * {@code postmap}, Dovecot's auth service with its cache and without, and Postern: once with a cache that holds all that
 * is asked, once with one that holds next to nothing. They share one private PostgreSQL.
 *
 * <p><b>Method.</b> A {@link dev.postern.bench.Work} is a kind of load with its contenders. In each round every contender
 * of every work has its turn, forth and back by turns, so that what slows the machine down slows all of them; the first
 * round warms up and is not counted. A {@link dev.postern.bench.Claim} compares two figures of the same round; its ratio
 * is the median over the rounds, its spread the smallest and the largest. A claim is missed when no round reached it.
 *
 * <p><b>Limits.</b> Everything is on loopback and unix sockets. All files are in one folder, and all programs are ended
 * with this one; {@code run} ends what is left if this JVM is killed, and limits the time.
 */
@NullMarked
package dev.postern.bench;

import org.jspecify.annotations.NullMarked;
