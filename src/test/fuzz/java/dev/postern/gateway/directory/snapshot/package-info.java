/** What can be said of snapshots only from inside of their room. */
@NullMarked
package dev.postern.gateway.directory.snapshot;

import org.jspecify.annotations.NullMarked;
