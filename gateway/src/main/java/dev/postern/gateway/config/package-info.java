/**
 * The configuration file: one YAML file in, one immutable {@link dev.postern.gateway.config.GatewayConfig} out.
 *
 * <h2>The file</h2>
 *
 * One YAML document, UTF-8. Its keys, their types, defaults and meanings are described once, in {@code ConfigKeys};
 * the reader, its suggestions, the table of the README and the JSON Schema are made from that description.
 *
 * <h2>Scalars</h2>
 *
 * <pre>
 * duration  = number ( "ms" | "s" | "m" | "h" | "d" ) | "0"
 * size      = number [ "KiB" | "MiB" | "GiB" ]              ; bytes
 * mode      = 3*4( "0" … "7" )                              ; octal, quoted or not
 * address   = "inet:" host ":" port | "unix:" absolute-path ; an IPv6 host stands in brackets
 * network   = ip-address [ "/" prefix ]
 * </pre>
 *
 * {@code ${NAME}} anywhere in a scalar is replaced by that environment variable; <code>$${</code> stands for the
 * characters themselves. A key that holds a secret has a twin whose name ends in {@code File} and names a file that
 * holds the value; one newline at its end is dropped. Paths are absolute.
 *
 * <h2>Failure</h2>
 *
 * All problems of a file are reported at once, each with file, line, column and what to do. A secret is never part of a
 * problem, of a {@code toString}, or of the printed effective configuration.
 *
 * <h2>Threads</h2>
 *
 * Everything that is public here is immutable. Reading blocks (it reads files): never on an event loop.
 */
@NullMarked
package dev.postern.gateway.config;

import org.jspecify.annotations.NullMarked;
