/** What can be said of queries only from inside of their room. */
@NullMarked
package dev.postern.gateway.directory.sql;

import org.jspecify.annotations.NullMarked;
