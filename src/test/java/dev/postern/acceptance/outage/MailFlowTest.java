package dev.postern.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postfix.Postfix;
import dev.postern.acceptance.smtp.Delivery;
import dev.postern.acceptance.smtp.SmtpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Mail comes in while faults of the database come and go and Postern is killed under it: all of it is delivered, each
 * message once, and none bounces. {@code -Dpostern.mails=10000} for a longer day, with every fault that there is.
 */
@Acceptance(needs = {Peer.POSTFIX, Peer.DOVEADM})
class MailFlowTest {
    private static final int MAILS = Integer.getInteger("postern.mails", 200);
    private static final int SENDERS = 4;
    private static final List<Fault> SHORT_FAULTS = List.of(
            Fault.OUT_OF_CONNECTIONS, Fault.VIEW_GONE, Fault.TORN_REPLIES, Fault.BLACK_HOLE, Fault.PASSWORD_CHANGED);

    private static final List<Fault> FAULTS = MAILS < 1_000 ? SHORT_FAULTS : List.of(Fault.values());

    /** How many attempts must have met a fault before it ends. */
    private static final int MET = 8;

    /** How many messages get through between two faults. */
    private static final int FAIR = 40;

    /** In which a message must get through all faults; and the queue after the last one. */
    private static final Duration DELIVERY_LIMIT = Duration.ofMinutes(2);

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicInteger kills = new AtomicInteger();

    @Test
    void deliversEverythingOnce(Workspace workspace, TestReporter reporter) throws Exception {
        FaultSite site = new FaultSite(workspace).start(workspace);
        Postfix postfix = site.inbound(workspace);
        List<String> users = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            users.add(site.newUser());
        }
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 1);
        try {
            Future<?> weather = threads.submit(() -> faultsComeAndGo(site));
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                senders.add(threads.submit(() -> sendAll(postfix, users)));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
            over.set(true);
            weather.get();
        } finally {
            over.set(true);
            threads.shutdown();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        Wait.until("everything is delivered", DELIVERY_LIMIT, () -> counts(site).size() == MAILS, postfix::log);
        assertThat(counts(site).values()).as("each once").containsOnly(1L);
        assertThat(postfix.log()).doesNotContain("status=bounced");
        reporter.publishEntry(
                "%d mails, %d faults, %d kills of Postern: %d attempts told to come back, %d delays in the queue"
                        .formatted(
                                MAILS,
                                faults.get(),
                                kills.get(),
                                attempts.get() - MAILS,
                                postfix.log().split("status=deferred", -1).length - 1));
    }

    private static Map<String, Long> counts(FaultSite site) {
        return site.sink.delivered().stream().collect(Collectors.groupingBy(Delivery::subject, Collectors.counting()));
    }

    private Void faultsComeAndGo(FaultSite site) throws Exception {
        for (int i = 0; !over.get(); i++) {
            FAULTS.get(i % FAULTS.size()).during(site, () -> {
                int before = attempts.get();
                Wait.until("mail meets it", DELIVERY_LIMIT, () -> over.get() || attempts.get() >= before + MET);
            });
            faults.incrementAndGet();
            if (i % FAULTS.size() == 0) {
                site.killPostern();
                kills.incrementAndGet();
            }
            int before = taken.get();
            Wait.until("the weather is fair", DELIVERY_LIMIT, () -> over.get() || taken.get() >= before + FAIR);
        }
        return null;
    }

    /** As another mail server would: what is told to come back later comes back. */
    private Void sendAll(Postfix postfix, List<String> users) throws Exception {
        for (int mail = next.getAndIncrement(); mail < MAILS; mail = next.getAndIncrement()) {
            String subject = "mail " + mail;
            String recipient = users.get(mail % users.size());
            Wait.until(subject + " is taken", DELIVERY_LIMIT, () -> isTaken(postfix, recipient, subject));
        }
        return null;
    }

    private boolean isTaken(Postfix postfix, String recipient, String subject) throws IOException {
        try (SmtpClient client = postfix.connect()) {
            client.ehlo();
            client.mailFrom("sender@example.org");
            int told = client.rcptTo(FaultSite.anew(recipient)).code();
            assertThat(told).as("to %s", recipient).isIn(250, 451);
            attempts.incrementAndGet();
            boolean isTaken = told == 250 && client.data(subject).code() == 250;
            if (isTaken) {
                taken.incrementAndGet();
            }
            return isTaken;
        }
    }
}
