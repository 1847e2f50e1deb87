/**
 * A message's whole way: a mail program submits it to the real Postfix, Postfix delivers it to the real Dovecot, and its
 * owner reads it there. Both run on the files of {@code deploy}, and have nobody to ask but Postern: for domains, aliases,
 * mailboxes, sender rights, passwords and homes, in the tables of each tutorial.
 */
@NullMarked
package dev.postern.acceptance.journey;

import org.jspecify.annotations.NullMarked;
