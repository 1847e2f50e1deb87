/** Payloads of announcements under bytes that nobody thought of; in this package, because no other may see their reader. */
@NullMarked
package dev.postern.gateway.announcement;

import org.jspecify.annotations.NullMarked;
