/** Installing, upgrading and removing on a real PostgreSQL, by roles with and without rights. */
@NullMarked
package dev.postern.gateway.install;

import org.jspecify.annotations.NullMarked;
