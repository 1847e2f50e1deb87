package dev.postern.gateway.postfix;

import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import dev.postern.gateway.directory.MapDefinition;
import dev.postern.gateway.postfix.SocketName.Inet;
import dev.postern.gateway.postfix.SocketName.Unix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether each network table that is named is one that somebody answers. */
final class TableRules {

    private final PostfixConfiguration postfix;
    private final Served served;
    private final List<PostfixProblem> problems = new ArrayList<>();

    TableRules(PostfixConfiguration postfix, Served served) {
        this.postfix = postfix;
        this.served = served;
    }

    List<PostfixProblem> check() {
        for (Setting setting : postfix.settings()) {
            for (TableReference table : TableReference.in(setting.value())) {
                check(setting, table);
            }
        }
        return problems;
    }

    private void check(Setting setting, TableReference table) {
        if (table.type() == TableReference.Type.TCP && table.socket() instanceof Unix) {
            problems.add(setting.problem(
                    table + ": tcp tables have no unix sockets",
                    "use socketmap:unix:PATH:MAP, or a tcp-table on inet"));
        } else if (table.socket() instanceof Inet socket) {
            served.at(socket)
                    .ifPresentOrElse(listener -> answer(setting, table, listener), () -> unserved(setting, table));
        } else if (table.socket() instanceof Unix socket) {
            unix(setting, table, socket);
        }
    }

    private void unix(Setting setting, TableReference table, Unix socket) {
        SocketSearch search = new SocketSearch(postfix.main(), served, socket, setting.readers(table));
        search.listeners().forEach(listener -> answer(setting, table, listener));
        Optional<String> blind = search.blind();
        if (blind.isPresent() && (search.isOurs() || isOurMap(table))) {
            problems.add(setting.problem(
                    table + ": " + blind.get(),
                    search.remedy(Protocol.SOCKETMAP, "socketmap:unix:", ":" + table.map())));
        }
    }

    private void unserved(Setting setting, TableReference table) {
        if (isOurMap(table) && ((Inet) table.socket()).isLocal()) {
            problems.add(setting.problem(
                    table + ": no listener of the configuration is there",
                    "correct the address, or add {protocol: socketmap, address: \"" + table.socket() + "\"}"));
        }
    }

    private boolean isOurMap(TableReference table) {
        return served.maps().contains(table.map());
    }

    private void answer(Setting setting, TableReference table, ListenerConfig listener) {
        Protocol expected = table.type() == TableReference.Type.TCP ? Protocol.TCP_TABLE : Protocol.SOCKETMAP;
        if (listener.protocol() != expected) {
            problems.add(setting.problem(
                    table + ": the listener at " + listener.address() + " speaks "
                            + listener.protocol().label(),
                    "name one that speaks " + expected.label()));
        } else if (expected == Protocol.SOCKETMAP && !isOurMap(table)) {
            problems.add(setting.problem(
                    table + ": there is no map " + table.map(),
                    "the maps are "
                            + served.maps().stream()
                                    .filter(map -> !map.endsWith(MapDefinition.EXACT_SUFFIX))
                                    .sorted()
                                    .collect(Collectors.joining(", "))));
        } else if (expected == Protocol.SOCKETMAP && !Served.answers(listener, table.map())) {
            problems.add(setting.problem(
                    table + ": the listener at " + listener.address() + " does not serve " + table.map(),
                    "add it to the maps of that listener"));
        }
    }
}
