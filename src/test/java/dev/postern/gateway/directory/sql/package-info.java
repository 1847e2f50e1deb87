/** The SQL source on a real PostgreSQL: each trap of asking somebody else's queries is a test here. */
@NullMarked
package dev.postern.gateway.directory.sql;

import org.jspecify.annotations.NullMarked;
