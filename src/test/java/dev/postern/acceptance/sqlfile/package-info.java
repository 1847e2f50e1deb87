/** Files that people already have: Postern reads the very files that Postfix and Dovecot read, and answers like them. */
@NullMarked
package dev.postern.acceptance.sqlfile;

import org.jspecify.annotations.NullMarked;
