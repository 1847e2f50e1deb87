package dev.postern.acceptance.oracle;

import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postfix.Postfix;
import dev.postern.acceptance.smtp.SmtpClient;
import dev.postern.acceptance.smtp.SmtpReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of the Postfix instances that are compared. */
final class Contender {
    private static final Pattern MAP = Pattern.compile("\\{([a-z-]+)}");

    private final String name;
    private final Postfix postfix;
    private final Sinks sinks;

    private Contender(String name, Postfix postfix, Sinks sinks) {
        this.name = name;
        this.postfix = postfix;
        this.sinks = sinks;
    }

    /**
     * Prepares one.
     *
     * @param settings of main.cf; <code>{map}</code> stands for a table
     * @param table how main.cf names the table of a map
     */
    static Contender prepare(
            Workspace workspace, String name, Sinks sinks, Map<String, String> settings, UnaryOperator<String> table)
            throws IOException {
        Postfix postfix = Postfix.in(workspace, name).set("in_flow_delay", "0");
        settings.forEach((parameter, value) -> {
            Matcher map = MAP.matcher(sinks.fillIn(value));
            postfix.set(parameter, map.replaceAll(found -> Matcher.quoteReplacement(table.apply(found.group(1)))));
        });
        return new Contender(name, postfix, sinks);
    }

    /** Starts it, holds them all, and returns what became of each when nothing is left in the queue. */
    List<Outcome> hold(List<Conversation> conversations, String[] login) throws IOException {
        postfix.start();
        List<List<String>> replies = new ArrayList<>();
        for (int i = 0; i < conversations.size(); i++) {
            replies.add(hold(conversations.get(i), login, subject(i)));
        }
        postfix.awaitEmptyQueue();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < conversations.size(); i++) {
            outcomes.add(new Outcome(replies.get(i), sinks.envelopes(subject(i))));
        }
        return outcomes;
    }

    private String subject(int conversation) {
        return name + " " + conversation;
    }

    private List<String> hold(Conversation conversation, String[] login, String subject) throws IOException {
        List<String> replies = new ArrayList<>();
        try (SmtpClient client = postfix.connect()) {
            client.ehlo();
            if (conversation.loggedIn()) {
                replies.add(text(client.authPlain(login[0], login[1])));
            }
            String utf8 = conversation.isInternational() ? " SMTPUTF8" : "";
            replies.add(text(client.send("MAIL FROM:<" + conversation.sender() + ">" + utf8)));
            for (String recipient : conversation.recipients()) {
                replies.add(text(client.rcptTo(recipient)));
            }
            replies.add(text(client.data(subject)));
        }
        return replies;
    }

    private static String text(SmtpReply reply) {
        return reply.code() + " " + String.join("/", reply.lines()).replaceAll("queued as \\S+", "queued as ID");
    }
}
