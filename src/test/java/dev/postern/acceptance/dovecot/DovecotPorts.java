package dev.postern.acceptance.dovecot;

import dev.postern.acceptance.machine.Ports;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Free ports in place of Dovecot's own.
 *
 * @param imap IMAP, with STARTTLS
 * @param imaps IMAP over TLS
 * @param pop3 POP3
 * @param submission SMTP for mail programs
 * @param sieve ManageSieve
 * @param lmtp LMTP
 */
record DovecotPorts(int imap, int imaps, int pop3, int submission, int sieve, int lmtp) {

    static DovecotPorts free() {
        return new DovecotPorts(Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free());
    }

    boolean answer() {
        return Stream.of(imap, imaps, pop3, submission, sieve, lmtp).allMatch(Ports::answers);
    }

    /** The settings. */
    String text() {
        return Stream.of(
                        listener("imap-login", "imap", imap),
                        listener("imap-login", "imaps", imaps),
                        listener("pop3-login", "pop3", pop3),
                        listener("pop3-login", "pop3s", 0),
                        listener("submission-login", "submission", submission),
                        listener("submission-login", "submissions", 0),
                        listener("managesieve-login", "sieve", sieve),
                        listener("lmtp", "lmtp", lmtp))
                .flatMap(List::stream)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> listener(String service, String name, int port) {
        return List.of(
                "service " + service + " {",
                "  inet_listener " + name + " {",
                "    " + Release.installed().address() + " = 127.0.0.1",
                "    port = " + port,
                "  }",
                "}");
    }
}
