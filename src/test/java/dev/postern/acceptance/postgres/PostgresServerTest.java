package dev.postern.acceptance.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.acceptance.machine.Ports;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PostgresServerTest {

    @AutoClose
    private final Database database = Database.ofSampleSite();

    @Test
    void givesEachTestItsOwnCopyOfTheSampleSite() {
        try (Database other = Database.ofSampleSite()) {
            other.execute("DELETE FROM users");
            database.execute("DO $$ BEGIN ASSERT (SELECT count(*) FROM users) = 3; END $$");
        }
    }

    @Test
    void letsTheReaderReadAndNothingElse() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), Database.READER, null)) {
            assertThat(connection
                            .createStatement()
                            .executeQuery("SELECT 1 FROM postfix_virtual")
                            .next())
                    .isTrue();
            assertThatThrownBy(() -> connection.createStatement().execute("DELETE FROM users"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void comesBackOnItsPortWithItsDataAfterAStop() throws IOException {
        database.execute("DELETE FROM virtual");
        database.server().stop();
        try {
            assertThat(Ports.answers(database.server().port())).isFalse();
        } finally {
            database.server().start();
        }
        database.awaitAnswer();
        database.execute("DO $$ BEGIN ASSERT (SELECT count(*) FROM virtual) = 0; END $$");
    }

    @Test
    void acceptsAndDoesNotAnswerWhileItIsFrozen() {
        database.server().freeze();
        try {
            assertThat(Ports.answers(database.server().port())).isTrue();
            assertThatThrownBy(() -> DriverManager.getConnection(
                            database.url() + "?loginTimeout=1", PostgresServer.SUPERUSER, null))
                    .isInstanceOf(SQLException.class);
        } finally {
            database.server().thaw();
        }
        database.awaitAnswer();
    }
}
