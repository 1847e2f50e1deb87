@NullMarked
package dev.postern.dovecot.wire;

import org.jspecify.annotations.NullMarked;
