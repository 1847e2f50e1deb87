package dev.postern.acceptance.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A server's certificate that signs itself, and its key, made for one test class by openssl(1).
 *
 * @param folder holds {@code dovecot.pem} and {@code dovecot.key}
 */
public record Certificate(Path folder) {

    /** Makes one for mx.test. */
    public static Certificate in(Workspace workspace) throws IOException {
        Certificate certificate = new Certificate(workspace.folder("tls"));
        CommandResult made = Command.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=mx.test",
                        "-keyout",
                        certificate.key().toString(),
                        "-out",
                        certificate.file().toString())
                .run();
        if (made.exit() != 0) {
            throw new AssertionError(made);
        }
        return certificate;
    }

    /** The certificate, PEM. */
    public Path file() {
        return folder.resolve("dovecot.pem");
    }

    /** Its key, PEM. */
    public Path key() {
        return folder.resolve("dovecot.key");
    }

    /** Clients who trust this certificate and no other. */
    public SSLSocketFactory trusting() {
        try (InputStream pem = Files.newInputStream(file())) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException failure) {
            throw new AssertionError(file().toString(), failure);
        }
    }
}
