/**
 * The operator's window: liveness, readiness, metrics. Plain HTTP on one address, meant for loopback.
 *
 * <table>
 * <caption>Paths</caption>
 * <tr><td>{@code GET /health/live}</td><td>200 while the process serves its event loop</td></tr>
 * <tr><td>{@code GET /health/ready}</td><td>503 until the first contact with the database, then 200; the body says
 * {@code database: up} or {@code database: down}</td></tr>
 * <tr><td>{@code GET /metrics}</td><td>Prometheus text format</td></tr>
 * <tr><td>{@code POST /cache/flush}</td><td>drops all that is cached, from loopback alone, and says how many units that
 * were; 403 for everybody else and for web pages</td></tr>
 * </table>
 *
 * Anything else is 404, any other method 405. Request bodies are never read.
 */
@NullMarked
package dev.postern.gateway.http;

import org.jspecify.annotations.NullMarked;
