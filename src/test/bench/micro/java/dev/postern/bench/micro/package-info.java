/**
 * The hot pieces by themselves: what a request costs before and after the sockets. Started by {@code run} beside this
 * module; figures of whole requests come from the bench, which runs the program.
 */
package dev.postern.bench.micro;
