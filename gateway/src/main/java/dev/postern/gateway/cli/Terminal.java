package dev.postern.gateway.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The terminal that standard input is, whatever the output is redirected to; the JDK's own console is none then. It is
 * set by stty(1), which every system with terminals has.
 */
final class Terminal {

    private static final String STTY = "stty";

    /** How stty prints its settings for itself to read. */
    private final String settings;

    private Terminal(String settings) {
        this.settings = settings;
    }

    /** Empty if standard input is a file, a pipe, or closed. */
    static Optional<Terminal> ofStandardInput() {
        try {
            String settings = stty("-g");
            return settings.isEmpty() ? Optional.empty() : Optional.of(new Terminal(settings));
        } catch (IOException missing) {
            if (isTerminalDevice()) {
                throw new CommandFailure(
                        ExitCode.UNAVAILABLE,
                        "postern: stty cannot be run, and what you type would show; give it on standard input");
            }
            return Optional.empty();
        }
    }

    private static boolean isTerminalDevice() {
        try {
            Path device = Files.readSymbolicLink(Path.of("/proc/self/fd/0"));
            return device.startsWith("/dev/pts") || device.toString().startsWith("/dev/tty");
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Does something while nothing that is typed shows; it shows again afterwards, also if the command is interrupted. */
    <T> T hidden(Supplier<T> reading) {
        Thread restore = new Thread(this::show);
        Runtime.getRuntime().addShutdownHook(restore);
        try {
            set("-echo");
            return reading.get();
        } finally {
            show();
            Runtime.getRuntime().removeShutdownHook(restore);
        }
    }

    private void show() {
        set(settings);
    }

    private static void set(String settings) {
        try {
            stty(settings);
        } catch (IOException failure) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, "postern: stty cannot be run: " + failure.getMessage());
        }
    }

    /** @return empty if it refused */
    private static String stty(String argument) throws IOException {
        Process process = new ProcessBuilder(STTY, argument)
                .redirectInput(Redirect.INHERIT)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return process.waitFor() == 0 ? printed : "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
