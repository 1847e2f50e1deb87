@NullMarked
package dev.postern.dovecot.master;

import org.jspecify.annotations.NullMarked;
