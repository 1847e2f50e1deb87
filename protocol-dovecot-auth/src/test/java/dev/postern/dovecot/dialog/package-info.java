/**
 * Dialogs: text files of what a client says and what the server has to answer, played on the pure sessions here, on the
 * running gateway by the acceptance tests, and on Dovecot itself. The format is described beside the files, in
 * {@code src/test/dialogs/README.md}.
 *
 * <p>{@link dev.postern.dovecot.dialog.Dialog} reads a file and plays it with a {@link dev.postern.dovecot.dialog.Server}:
 * {@code SessionServer} for the pure sessions; whoever tests a server that listens somewhere has one of its own.
 */
@NullMarked
package dev.postern.dovecot.dialog;

import org.jspecify.annotations.NullMarked;
