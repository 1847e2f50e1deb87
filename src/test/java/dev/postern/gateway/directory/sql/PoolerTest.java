package dev.postern.gateway.directory.sql;

import static dev.postern.gateway.directory.sql.SqlFixture.map;
import static dev.postern.gateway.directory.sql.SqlFixture.settings;
import static dev.postern.gateway.directory.sql.SqlFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.gateway.directory.UnitValue.Text;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A pooler in transaction mode: the next statement may run on another session, which knows nothing of the last one. */
class PoolerTest {

    private final RelationQuery echo = map("SELECT '<%s>'");

    /** Announces another process than the one that answers, as poolers do, and notes what a session is asked to keep. */
    private static final class Pooler extends Wire {
        private final boolean pooling;
        private final List<String> kept = new CopyOnWriteArrayList<>();
        private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
        private boolean started;

        Pooler(boolean pooling) {
            super(SqlServer.port());
            this.pooling = pooling;
        }

        /** BackendKeyData: 'K', a length of 12, the process, its secret. */
        @Override
        void fromServer(byte[] bytes, int length) {
            for (int i = 0; pooling && i + 12 < length; i++) {
                if (bytes[i] == 'K' && ByteBuffer.wrap(bytes, i + 1, 4).getInt() == 12) {
                    bytes[i + 8] ^= 1;
                }
            }
        }

        /** Notes the names of statements in Parse messages, and SET. */
        @Override
        synchronized void fromClient(byte[] bytes, int length) {
            unread.write(bytes, 0, length);
            ByteBuffer messages = ByteBuffer.wrap(unread.toByteArray());
            while (messages.remaining() >= 5) {
                int type = started ? 1 : 0;
                int size = type + messages.getInt(messages.position() + type);
                if (messages.remaining() < size) {
                    break;
                }
                byte[] message = new byte[size];
                messages.get(message);
                note(message);
                started = true;
            }
            unread.reset();
            unread.write(messages.array(), messages.position(), messages.remaining());
        }

        private void note(byte[] message) {
            String text = new String(message, StandardCharsets.ISO_8859_1);
            if (started && ((text.startsWith("P") && text.charAt(5) != 0) || text.contains("SET statement_timeout"))) {
                kept.add(text);
            }
        }
    }

    private List<String> keptBy(Pooler pooler) {
        try (pooler;
                SqlSource source =
                        new SqlSource(settings(pooler.url(), 1), List.of(echo), System::nanoTime, state -> {})) {
            until(() -> source.state() instanceof DatabaseState.Up);
            for (int round = 0; round < 10; round++) {
                assertThat(SqlFixture.ask(source, echo, "a")).isEqualTo(new Text("<a>"));
                List<String> keys =
                        IntStream.range(0, 20).mapToObj(Integer::toString).toList();
                assertThat(SqlFixture.askAll(source, echo, keys)).hasOnlyElementsOfType(Text.class);
            }
            return pooler.kept;
        }
    }

    @Test
    void keepsNothingOnASessionBehindAPooler() {
        assertThat(keptBy(new Pooler(true))).isEmpty();
    }

    @Test
    void keepsStatementsAndSettingsOnASessionOfItsOwn() {
        assertThat(keptBy(new Pooler(false)))
                .anyMatch(message -> message.startsWith("P"))
                .anyMatch(message -> message.contains("SET statement_timeout"));
    }

    @Test
    void tellsTheOperatorOfThePooler() {
        try (Pooler pooler = new Pooler(true)) {
            assertThat(SchemaCheck.run(settings(pooler.url(), 1), List.of(echo), List.of()))
                    .extracting(SchemaProblem::message)
                    .singleElement()
                    .asString()
                    .contains("pooler", "statement_timeout", "announcementsUrl");
        }
    }

    @Test
    void doesNotListenThroughIt() {
        try (Pooler pooler = new Pooler(true)) {
            assertThatThrownBy(() -> NotificationChannel.open(settings(pooler.url(), 1)))
                    .isInstanceOf(NotificationChannel.Lost.class)
                    .hasMessageContainingAll("pooler", "database.announcementsUrl");
        }
    }
}
