/**
 * Changes in the database, seen by those who ask Postern: that each is announced, that each is heard of, and that no
 * answer is older than it may be.
 */
@NullMarked
package dev.postern.acceptance.freshness;

import org.jspecify.annotations.NullMarked;
