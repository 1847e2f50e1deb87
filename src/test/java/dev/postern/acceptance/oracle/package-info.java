/**
 * The oracle: the same SMTP conversations through Postfix instances that differ in nothing but where they look things up,
 * in {@code pgsql:} tables or at Postern, on the same database. Replies and the envelopes that leave must be the same.
 *
 * <p>A {@link Site} is a file under {@code oracle/}; adding one needs no Java:
 *
 * <pre>
 * preset:    NAME                    # of schema/presets
 * sql:       [/resource.sql]         # makes the database; the preset's sample and views, if it is left out
 * rows:      SQL                     # goes on from there; {home} and {away} become next hops
 * settings:  {PARAMETER: VALUE}      # of main.cf; {map-name} becomes a table
 * reference: {MAP: [QUERY]}          # what the pgsql: tables of that map ask, in their order
 * ownQueries: true                   # Postern is given the reference's queries, instead of the preset's
 * gateway:   YAML                    # further sections of Postern's configuration
 * addresses: QUERY                   # who is known there: addresses, @domains and domains
 * login:     USER PASSWORD           # one who may log in, if there is one
 * always:    [RECIPIENT]             # in every run; SENDER -> RECIPIENT for one who logs in
 * </pre>
 *
 * <p>A run has {@code -Dpostern.oracle.addresses=50} recipients per site, the rest of which are made up from those that
 * are known; {@code -Dpostern.oracle.seed=N} makes the same ones again, {@code -Dpostern.oracle.site=NAME} runs one site.
 *
 * <p>Postfix before 3.8 tells PostgreSQL that its UTF-8 is ISO 8859-1. The reference's queries mend that, so that it
 * stands for every version.
 */
@NullMarked
package dev.postern.acceptance.oracle;

import org.jspecify.annotations.NullMarked;
