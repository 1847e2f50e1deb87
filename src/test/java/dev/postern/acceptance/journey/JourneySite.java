package dev.postern.acceptance.journey;

import dev.postern.acceptance.dovecot.DovecotMail;
import dev.postern.acceptance.dovecot.ImapClient;
import dev.postern.acceptance.dovecot.Layout;
import dev.postern.acceptance.machine.Certificate;
import dev.postern.acceptance.machine.LineSocket;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postfix.DeployedPostfix;
import dev.postern.acceptance.postfix.Postfix;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.presets.PresetSite;
import dev.postern.acceptance.smtp.SmtpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;

/** PostgreSQL with one tutorial's tables, Postern, Postfix and Dovecot. Clients come from elsewhere, with TLS. */
record JourneySite(
        Postern postern, Postfix postfix, DeployedPostfix services, DovecotMail dovecot, SSLSocketFactory tls) {

    private static final String ROWS = "/dev/postern/acceptance/journey/%s.sql";

    /** Runs until its workspace is closed. */
    static JourneySite start(Workspace workspace, Tutorial tutorial) throws IOException {
        Database database = workspace.own(PresetSite.create(tutorial.preset()));
        database.executeFile(ROWS.formatted(tutorial.name().toLowerCase(Locale.ROOT)));
        Certificate certificate = Certificate.in(workspace);
        Postfix postfix = Postfix.in(workspace, "postfix");
        DeployedPostfix services = DeployedPostfix.on(postfix, certificate);
        tutorial.withoutMaps().forEach(postfix::unset);
        DovecotMail dovecot = DovecotMail.in(workspace, Layout.OWN_FOLDER, certificate)
                .delivering(postfix.spool().resolve("private"))
                .mailIn(homes(workspace))
                .set("submission_relay_port = " + services.fromDovecot());
        SampleGateway gateway = SampleGateway.of(workspace, database)
                .schema(tutorial.preset())
                .auth("{failureDelay: 0, penalty: {max: 0}, defaultScheme: " + tutorial.defaultScheme() + "}");
        dovecot.listen(gateway);
        services.listen(postfix, gateway);
        Postern postern = gateway.start().awaitReady();
        postfix.start();
        return new JourneySite(postern, postfix, services, dovecot.start(workspace), certificate.trusting());
    }

    /** Who delivers there is a user that this machine need not have. */
    private static Path homes(Workspace workspace) throws IOException {
        Path homes = workspace.folder("homes");
        Files.setPosixFilePermissions(homes, PosixFilePermissions.fromString("rwxrwxrwx"));
        return homes;
    }

    /** A mail program at Postfix's submission service, before it logs in. */
    SmtpClient submission() throws IOException {
        return secured(SmtpClient.connectAsStranger(services.submission()));
    }

    /** A mail program at Dovecot's submission service, before it logs in. */
    SmtpClient dovecotSubmission() throws IOException {
        return secured(SmtpClient.connectAsStranger(dovecot.submissionPort()));
    }

    /** A mail program that reads, before it logs in. */
    ImapClient imap() throws IOException {
        return new ImapClient(LineSocket.connectAsStranger(dovecot.imapsPort()).secure(tls));
    }

    private SmtpClient secured(SmtpClient client) throws IOException {
        client.ehlo();
        client.startTls(tls);
        return client;
    }

    /** All logs. */
    String evidence() {
        return postern.log() + postfix.log() + dovecot.log();
    }
}
