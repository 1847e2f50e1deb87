package dev.postern.acceptance.outage;

import dev.postern.acceptance.machine.Wait;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What has to work again by itself when a fault is over. */
final class Recovery {
    private final Map<String, Callable<Boolean>> signs = new LinkedHashMap<>();
    private final FaultSite site;
    private double heardBefore = -1;

    /** @param user whom nothing has answered for yet: what is said of this one is fresh */
    Recovery(FaultSite site, Mailboxes mailboxes, String user) {
        this.site = site;
        signs.put("mail", () -> site.rcpt(user) == 250);
        signs.put("login", () -> site.login(user) == 235);
        signs.put("userdb", () -> site.userdb(user) == 0);
        signs.put("imap", () -> mailboxes.login(user, FaultSite.PASSWORD).startsWith("OK "));
        signs.put("lmtp", () -> mailboxes.recipient(user) == 250);
        signs.put("announcements", this::hears);
    }

    private boolean hears() throws IOException {
        if (heardBefore < 0) {
            heardBefore = site.heard();
        }
        site.announce();
        return site.heard() > heardBefore;
    }

    /**
     * Waits for all of it at the same time, and prints how many seconds each took from now on.
     *
     * @param fault that is over
     */
    void await(Enum<?> fault, ExecutorService clients) throws Exception {
        long over = System.nanoTime();
        List<Future<String>> waiting = new ArrayList<>();
        signs.forEach((what, sign) -> waiting.add(clients.submit(() -> {
            Wait.until(what + " works again", FaultSite.RECOVERY_LIMIT, sign, site.postern()::log);
            double seconds = (System.nanoTime() - over) / (double) TimeUnit.SECONDS.toNanos(1);
            return String.format(Locale.ROOT, "%s %.2f", what, seconds);
        })));
        List<String> times = new ArrayList<>();
        for (Future<String> each : waiting) {
            times.add(each.get());
        }
        System.out.printf(Locale.ROOT, "recovered from %s, seconds: %s%n", fault, String.join(", ", times));
    }
}
