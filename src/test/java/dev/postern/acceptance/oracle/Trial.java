package dev.postern.acceptance.oracle;

import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/**
 * All contenders of a site, and what they have in common.
 *
 * @param workspace theirs
 * @param site theirs
 * @param database theirs
 * @param sinks where they deliver
 */
record Trial(Workspace workspace, Site site, Database database, Sinks sinks) {

    /** How Postfix looks things up. */
    enum Form {
        /** By itself. */
        REFERENCE,
        /** At Postern, which walks the ladder. */
        LADDER,
        /** At Postern, one key at a time: the first member of a union makes Postfix walk. */
        EXACT
    }

    /** Starts the contenders, holds the conversations with all of them at the same time, and returns what became of it. */
    Map<Form, List<Outcome>> hold(List<Conversation> conversations) throws Exception {
        SampleGateway gateway = SampleGateway.of(workspace, database)
                .schema(site.preset())
                .database("queryTimeout: 7s")
                .more(site.maps() + site.gateway());
        gateway.start().awaitReady();
        Map<Form, Future<List<Outcome>>> running = new EnumMap<>(Form.class);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (Form form : Form.values()) {
                running.put(form, threads.submit(contender(form, gateway, conversations)));
            }
            Map<Form, List<Outcome>> outcomes = new EnumMap<>(Form.class);
            for (Map.Entry<Form, Future<List<Outcome>>> contender : running.entrySet()) {
                outcomes.put(contender.getKey(), contender.getValue().get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<List<Outcome>> contender(Form form, SampleGateway gateway, List<Conversation> conversations)
            throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("virtual_transport", "lmtp:{home}");
        settings.put("smtpd_sasl_auth_enable", "yes");
        settings.put("smtpd_sasl_type", "dovecot");
        settings.put("smtpd_sasl_path", "unix:" + gateway.authClient());
        settings.putAll(site.settings());
        String name = form.name().toLowerCase(Locale.ROOT);
        Contender contender = Contender.prepare(workspace, name, sinks, settings, tables(form, gateway));
        return () -> contender.hold(conversations, site.login().split(" ", 2));
    }

    private UnaryOperator<String> tables(Form form, SampleGateway gateway) {
        return switch (form) {
            case REFERENCE -> new Reference(workspace, database, site)::table;
            case LADDER -> gateway::socketmap;
            case EXACT -> map -> "unionmap:{inline:{x=y}, " + gateway.socketmap(map + ".exact") + "}";
        };
    }
}
