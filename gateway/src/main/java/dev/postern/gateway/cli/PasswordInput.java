package dev.postern.gateway.cli;

import dev.postern.sasl.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where commands get passwords from: typed and hidden where standard input is a terminal, else the first line of it. Never
 * from arguments, which every user of the machine can see.
 *
 * <p>A password is bytes, as they came. A NUL in it is refused: no client could send it, and C strings end there.
 */
final class PasswordInput {

    /** crypt(3) takes 511 bytes; what is much longer is a file that was redirected by mistake. */
    private static final int MAX_BYTES = 1024;

    private final PrintWriter err;
    private final Optional<Terminal> terminal = Terminal.ofStandardInput();

    /** @param err where a terminal is asked, so that the output can go into a file */
    PasswordInput(PrintWriter err) {
        this.err = err;
    }

    /** A password to be compared; nobody is asked twice for that. */
    Secret known(String prompt) {
        return ask(prompt).orElseThrow(PasswordInput::none);
    }

    /** A password to be stored; typed twice, because nobody sees a slip. */
    Secret chosen() {
        Secret chosen = ask("New password: ").orElseThrow(PasswordInput::none);
        if (terminal.isPresent()) {
            Secret again = ask("Once more: ").orElseThrow(PasswordInput::none);
            if (!chosen.equals(again)) {
                throw refused("the two passwords differ; nothing was made");
            }
            again.wipe();
        }
        return chosen;
    }

    private Optional<Secret> ask(String prompt) {
        if (terminal.isEmpty()) {
            return line();
        }
        return terminal.get().hidden(() -> {
            err.print(prompt);
            err.flush();
            Optional<Secret> line = line();
            err.println();
            return line;
        });
    }

    /** @return empty if there is nothing, not even the end of a line */
    private static Optional<Secret> line() {
        byte[] line = new byte[MAX_BYTES];
        try {
            int length = readLine(line, System.in);
            return length < 0 ? Optional.empty() : Optional.of(Secret.copyOf(line, 0, length));
        } catch (IOException unreadable) {
            throw refused("standard input cannot be read: " + unreadable.getMessage());
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    /** @return how many bytes; -1 at the end of input */
    private static int readLine(byte[] line, InputStream in) throws IOException {
        int length = 0;
        int octet = in.read();
        if (octet < 0) {
            return -1;
        }
        while (octet >= 0 && octet != '\n') {
            if (length == line.length) {
                throw refused(
                        "the first line of standard input is longer than " + MAX_BYTES + " bytes; no password is");
            }
            if (octet == 0) {
                throw refused("the password holds a NUL byte, which no client could send");
            }
            line[length++] = (byte) octet;
            octet = in.read();
        }
        return length;
    }

    private static CommandFailure none() {
        return refused("no password was given: type it, or write it as one line to standard input");
    }

    private static CommandFailure refused(String why) {
        return new CommandFailure(ExitCode.DATA, "postern: " + why);
    }
}
