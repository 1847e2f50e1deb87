package dev.postern.dovecot.client;

import static dev.postern.dovecot.client.Connection.ALICE;
import static dev.postern.dovecot.client.Connection.base64;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.dovecot.client.AuthClientEffect.Authenticate;
import dev.postern.dovecot.client.AuthClientEffect.Cancelled;
import dev.postern.dovecot.client.AuthClientEffect.Close;
import dev.postern.dovecot.client.AuthClientEffect.Send;
import dev.postern.dovecot.wire.Line;
import dev.postern.dovecot.wire.LineDecoder;
import dev.postern.sasl.Credentials;
import dev.postern.sasl.SaslStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/** Generated conversations; a failure names the seed that repeats it. */
class AuthClientSessionGeneratorTest {

    private static final int IDS = 5;

    private static final String CONVERSATION = "AUTH\t1\tPLAIN\tservice=imap\tfinal-resp-ok\tx=a\u0001tb\t" + ALICE
            + "\nAUTH\t2\tLOGIN\tprotocol=imap\trip=::1\nCONT\t2\t" + base64("alice") + "\nCONT\t2\t" + base64("secret")
            + "\nCANCEL\t2\nAUTH\t3\tSCRAM-SHA-256\tservice=smtp\tnologin\tresp=" + base64("n,a=b=2Cb,n=alice,r=abc")
            + "\nCONT\t3\t" + base64("c=biws,r=abc,p=YWJj") + "\nAUTH\t4\tDIGEST-MD5\tservice=imap\nCONT\t4\t"
            + base64("username=\"a\\\"b\",nonce=x,cnonce=y,response=" + "0".repeat(32)) + "\r\n"
            + "AUTH\t5\tCRAM-MD5\tservice=imap\nCONT\t5\t" + base64("alice " + "0".repeat(32)) + "\n";

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Connection connection = Connection.login();

    private final Map<Long, AuthRequest> live = new HashMap<>();
    private final List<AuthRequest> all = new ArrayList<>();

    @RepeatedTest(300)
    void everyExchangeHasOneFinalLineOrIsCancelled() {
        boolean open = true;
        for (int i = random.nextInt(60); i > 0 && open; i--) {
            long id = 1L + random.nextInt(IDS);
            switch (random.nextInt(4)) {
                case 0, 1 -> open = begin(id);
                case 2 -> cancel(id);
                default -> conclude();
            }
        }
        assertThat(connection.session.closed())
                .as("seed %d", seed)
                .extracting(effect -> ((Cancelled) effect).request())
                .containsExactlyInAnyOrderElementsOf(live.values());
    }

    /** Returns whether the connection is still open. */
    private boolean begin(long id) {
        List<AuthClientEffect> effects = connection.say("AUTH\t" + id + "\tPLAIN\tservice=imap\t" + ALICE + "\n");
        assertThat(effects)
                .as("seed %d", seed)
                .singleElement()
                .isInstanceOf(live.containsKey(id) ? Close.class : Authenticate.class);
        if (effects.get(0) instanceof Authenticate authenticate) {
            live.put(id, authenticate.request());
            all.add(authenticate.request());
            return true;
        }
        return false;
    }

    private void cancel(long id) {
        AuthRequest cancelled = live.remove(id);
        assertThat(connection.say("CANCEL\t" + id + "\n"))
                .as("seed %d", seed)
                .isEqualTo(cancelled == null ? List.of() : List.of(new Cancelled(cancelled)));
    }

    private void conclude() {
        if (all.isEmpty()) {
            return;
        }
        AuthRequest request = all.get(random.nextInt(all.size()));
        boolean awaited = live.remove(request.id(), request);
        String line = random.nextBoolean() ? connection.refuse(request) : connection.fail(request);
        assertThat(line).as("seed %d", seed).startsWith(awaited ? "FAIL\t" + request.id() + "\t" : "");
        assertThat(line.isEmpty()).as("seed %d", seed).isNotEqualTo(awaited);
    }

    @RepeatedTest(1000)
    void brokenBytesCauseNothingButLinesThatAClientUnderstandsAndAClose() throws Exception {
        byte[] bytes = CONVERSATION.getBytes(ISO_8859_1);
        for (int i = random.nextInt(5); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) "\t\n\r\0\u0001=,\"\\0:\u00ffA".charAt(random.nextInt(13));
        }
        List<AuthClientEffect> effects = new ArrayList<>();
        for (int offset = 0, count; offset < bytes.length; offset += count) {
            count = Math.min(1 + random.nextInt(80), bytes.length - offset);
            byte[] chunk = Arrays.copyOfRange(bytes, offset, offset + count);
            perform(connection.session.received(chunk, 0), effects);
        }
        LineDecoder lines = new LineDecoder(LineDecoder.AUTH_LINE);
        for (AuthClientEffect effect : effects) {
            if (effect instanceof Send send) {
                lines.feed(send.bytes(), 0, send.bytes().length);
                for (Line line = lines.next(); line != null; line = lines.next()) {
                    assertThat(ServerLine.parse(line)).as("seed %d", seed).isNotNull();
                }
            }
        }
        assertThat(effects.stream().filter(Close.class::isInstance))
                .as("seed %d", seed)
                .hasSizeLessThan(2);
    }

    private void perform(List<AuthClientEffect> received, List<AuthClientEffect> effects) {
        for (AuthClientEffect effect : received) {
            effects.add(effect);
            if (effect instanceof Authenticate authenticate) {
                AuthRequest request = authenticate.request();
                perform(
                        authenticate.step() instanceof SaslStep.NeedCredentials
                                ? connection.session.credentials(request, new Credentials.None())
                                : connection.session.concluded(request, Outcome.Refused.of("a\tb")),
                        effects);
            }
        }
    }
}
