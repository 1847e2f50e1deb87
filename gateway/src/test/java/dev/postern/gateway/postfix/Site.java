package dev.postern.gateway.postfix;

import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A gateway's sockets, and a Postfix beside it with Debian's services. */
final class Site {

    static final Served SERVED = new Served(
            List.of(
                    inet(Protocol.SOCKETMAP, 4524),
                    inet(Protocol.TCP_TABLE, 4525),
                    inet(Protocol.AUTH_CLIENT, 4523),
                    unix(Protocol.SOCKETMAP, "/var/spool/postfix/postern/socketmap"),
                    unix(Protocol.AUTH_CLIENT, "/var/spool/postfix/postern/auth"),
                    unix(Protocol.SOCKETMAP, "/run/postern/socketmap"),
                    unix(Protocol.AUTH_CLIENT, "/run/postern/auth"),
                    onlyAliases()),
            Set.of("virtual-aliases", "virtual-aliases.exact", "virtual-mailboxes", "virtual-mailboxes.exact"),
            "+");

    private static final String DEFAULTS = """
            config_directory = /etc/postfix
            queue_directory = /var/spool/postfix
            compatibility_level = 3.6
            recipient_delimiter = +
            virtual_transport = virtual
            smtpd_sasl_auth_enable = no
            smtpd_sasl_path = smtpd
            smtpd_sasl_type = cyrus
            """;

    /** As on Debian: what faces the network runs chrooted. */
    private static final String SERVICES = """
            smtp       inet  n       -       y       -       -       smtpd
            cleanup    unix  n       -       y       -       0       cleanup
            rewrite    unix  -       -       y       -       -       trivial-rewrite
            proxymap   unix  -       -       n       -       -       proxymap
            local      unix  -       n       n       -       -       local
            virtual    unix  -       n       n       -       -       virtual
            lmtp       unix  -       -       y       -       -       lmtp
            """;

    private Site() {}

    /** A Postfix whose main.cf sets these. */
    static PostfixConfiguration postfix(String... written) {
        return postfixOf(SERVICES, written);
    }

    /** A Postfix with these services as well. */
    static PostfixConfiguration postfixWith(String service, String... written) {
        return postfixOf(SERVICES + service + "\n", written);
    }

    /** A Postfix with these services alone. */
    static PostfixConfiguration postfixOf(String services, String... written) {
        String set = String.join("\n", written) + "\n";
        return PostfixConfiguration.parse(DEFAULTS + set, set, services);
    }

    private static ListenerConfig inet(Protocol protocol, int port) {
        return ListenerConfig.of(protocol, new ListenAddress.Inet("127.0.0.1", port));
    }

    private static ListenerConfig unix(Protocol protocol, String path) {
        return ListenerConfig.of(protocol, new ListenAddress.Unix(Path.of(path)));
    }

    private static ListenerConfig onlyAliases() {
        ListenerConfig all = inet(Protocol.SOCKETMAP, 4526);
        return new ListenerConfig(
                all.protocol(),
                all.address(),
                all.mode(),
                null,
                null,
                List.of("virtual-aliases"),
                null,
                List.of(),
                all.maxConnections());
    }
}
