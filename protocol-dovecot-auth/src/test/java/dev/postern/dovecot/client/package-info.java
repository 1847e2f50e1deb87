@NullMarked
package dev.postern.dovecot.client;

import org.jspecify.annotations.NullMarked;
