/**
 * Dialogs: text files of what a client says and what the server has to answer, played on the pure sessions here, on the
 * running gateway by the acceptance tests, and on Dovecot itself. The format is described beside the files, in
 * {@code src/test/dialogs/README.md}.
 *
 * <p>{@link dev.postern.dovecot.dialog.Dialog} reads a file and plays it with a {@link dev.postern.dovecot.dialog.Peer}:
 * {@link dev.postern.dovecot.dialog.SocketPeer} for a server that listens somewhere, {@code SessionPeer} for a session.
 */
@NullMarked
package dev.postern.dovecot.dialog;

import org.jspecify.annotations.NullMarked;
