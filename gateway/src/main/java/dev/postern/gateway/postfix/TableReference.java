package dev.postern.gateway.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network table that a parameter names, wherever in its value: {@code proxy:socketmap:unix:PATH:MAP},
 * {@code tcp:HOST:PORT}.
 *
 * @param text as it stands there
 * @param proxied whether proxymap(8) opens it
 * @param type which protocol
 * @param socket where it is
 * @param map which map is asked for; empty for a tcp table, which has no name
 */
record TableReference(String text, boolean proxied, Type type, SocketName socket, String map) {

    /** Which protocol. */
    enum Type {
        SOCKETMAP,
        TCP
    }

    private static final String PROXY = "proxy:";
    private static final String SOCKETMAP = "socketmap:";

    /** Names of tables end at blanks, commas and braces, and stand behind one of them or the beginning. */
    private static final Pattern NETWORK_TABLE =
            Pattern.compile("(?<![^\\s,{}])(?:" + PROXY + ")?(?:" + SOCKETMAP + "|tcp:)[^\\s,{}]+");

    static List<TableReference> in(String value) {
        List<TableReference> references = new ArrayList<>();
        Matcher table = NETWORK_TABLE.matcher(value);
        while (table.find()) {
            of(table.group()).ifPresent(references::add);
        }
        return references;
    }

    private static Optional<TableReference> of(String text) {
        boolean proxied = text.startsWith(PROXY);
        String name = proxied ? text.substring(PROXY.length()) : text;
        if (name.startsWith(SOCKETMAP)) {
            String where = name.substring(SOCKETMAP.length());
            int colon = where.lastIndexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : SocketName.parse(where.substring(0, colon))
                            .map(socket -> new TableReference(
                                    text, proxied, Type.SOCKETMAP, socket, where.substring(colon + 1)));
        }
        String where = name.substring("tcp:".length());
        return SocketName.parse(where.startsWith("unix:") ? where : "inet:" + where)
                .map(socket -> new TableReference(text, proxied, Type.TCP, socket, ""));
    }

    @Override
    public String toString() {
        return text;
    }
}
