package dev.postern.acceptance.postfix;

import dev.postern.acceptance.machine.Certificate;
import dev.postern.acceptance.machine.Ports;
import dev.postern.acceptance.postern.Launcher;
import dev.postern.acceptance.postern.SampleGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The examples of {@code deploy/postfix}, on free ports: they expect Postern's sockets in the folder {@code postern} of the
 * queue directory.
 *
 * @param submission logins after STARTTLS
 * @param submissions logins over TLS
 * @param fromDovecot where Dovecot's submission service hands mail over
 */
public record DeployedPostfix(int submission, int submissions, int fromDovecot) {
    private static final Path EXAMPLES = Launcher.ROOT.resolve("deploy/postfix");
    private static final Pattern SETTING = Pattern.compile("(?m)^(\\w+) *= *(.*)$");

    /** Adds the examples to an instance that has not started yet, and a certificate, which they leave to the host. */
    public static DeployedPostfix on(Postfix postfix, Certificate certificate) throws IOException {
        DeployedPostfix ports = new DeployedPostfix(Ports.free(), Ports.free(), Ports.free());
        SETTING.matcher(Files.readString(EXAMPLES.resolve("main.cf.example")))
                .results()
                .forEach(setting -> postfix.set(setting.group(1), setting.group(2)));
        postfix.set("smtpd_tls_chain_files", certificate.key() + ", " + certificate.file())
                .services(ports.services());
        return ports;
    }

    /** Has Postern listen where the examples expect it. */
    public void listen(Postfix postfix, SampleGateway gateway) throws IOException {
        Path folder = Files.createDirectory(postfix.spool().resolve("postern"));
        gateway.listen("socketmap", folder.resolve("socketmap"), "mode: \"0660\", group: postfix")
                .listen("auth-client", folder.resolve("auth"), "mode: \"0660\", group: postfix");
    }

    private String services() throws IOException {
        return Files.readString(EXAMPLES.resolve("master.cf.example"))
                .replace("\nsubmission inet", "\n127.0.0.1:" + submission + " inet")
                .replace("\nsubmissions inet", "\n127.0.0.1:" + submissions + " inet")
                .replace("127.0.0.1:10587", "127.0.0.1:" + fromDovecot);
    }
}
