package dev.postern.acceptance.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Recipients in messages: from whom, logged in or not, alone or together. */
final class Conversations {
    private static final int TOGETHER = 3;

    /** As many of the senders are nobody's here. */
    private static final int OUTSIDE = 2;

    private final List<String> senders = new ArrayList<>(List.of("Sender@Outside.example", ""));
    private final Recipients recipients;
    private final boolean anybodyLogsIn;
    private final Random random;

    /**
     * Conversations of a site.
     *
     * @param known addresses, {@code @domain}s and domains
     * @param anybodyLogsIn whether there is somebody who can
     */
    Conversations(List<String> known, boolean anybodyLogsIn, Random random) {
        this.random = random;
        this.anybodyLogsIn = anybodyLogsIn;
        this.recipients = new Recipients(known, random);
        for (String address : known) {
            if (address.indexOf('@') > 0) {
                senders.add(address);
                senders.add(address.replaceFirst("(\"?)@", "+Ext$1@").toUpperCase(Locale.ROOT));
            }
        }
    }

    /**
     * One for each of {@code always}, then as many as it takes for {@code count} recipients.
     *
     * @param always {@code recipient}, from outside, or {@code sender -> recipient}, logged in
     */
    List<Conversation> about(List<String> always, int count) {
        List<Conversation> all = new ArrayList<>();
        for (String message : always) {
            String[] parts = message.split(" -> ", 2);
            all.add(
                    parts.length == 1
                            ? new Conversation(false, senders.get(0), List.of(message))
                            : new Conversation(true, parts[0], List.of(parts[1])));
        }
        List<String> others = recipients.make(Math.max(0, count - always.size()));
        int next = 0;
        while (next < others.size()) {
            int end = Math.min(others.size(), next + (random.nextInt(5) > 0 ? 1 : TOGETHER));
            String sender = sender();
            boolean loggedIn = isKnown(sender) ? random.nextBoolean() : random.nextInt(10) == 0;
            all.add(new Conversation(anybodyLogsIn && loggedIn, sender, others.subList(next, end)));
            next = end;
        }
        return all;
    }

    /** Most mail comes from outside. */
    private String sender() {
        return senders.get(random.nextInt(10) < 7 ? random.nextInt(OUTSIDE) : random.nextInt(senders.size()));
    }

    private boolean isKnown(String sender) {
        return senders.indexOf(sender) >= OUTSIDE;
    }
}
