package dev.postern.gateway.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.Failure.Misconfigured;
import dev.postern.gateway.directory.Failure.Unavailable;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

    // Class by class, as PostgreSQL's Appendix A lists them.
    @ParameterizedTest
    @CsvSource({
        "08000, LOST",
        "08003, LOST",
        "08006, LOST",
        "57P01, LOST",
        "57P02, LOST",
        "57P03, LOST",
        "42P01, BROKEN",
        "42703, BROKEN",
        "42501, BROKEN",
        "42601, BROKEN",
        "22P02, DATA",
        "22001, DATA",
        "2201B, DATA",
        "57014, OTHER",
        "40001, OTHER",
        "53300, OTHER",
        "25006, OTHER",
        "XX000, OTHER",
        "P0001, OTHER",
        "28P01, OTHER",
        ", OTHER",
    })
    void sortsBySqlState(String state, SqlFailure failure) {
        assertThat(SqlFailure.of(new SQLException("text", state))).isEqualTo(failure);
    }

    @Test
    void tellsSilenceFromALostConnection() {
        assertThat(SqlFailure.of(new SQLException("text", "08006", new SocketTimeoutException("Read timed out"))))
                .isEqualTo(SqlFailure.OVERRUN);
    }

    // Which the driver calls a connection attempt that failed.
    @Test
    void namesAHostThatDoesNotResolve() {
        UnknownHostException unknown = new UnknownHostException("db.site.test: Name or service not known");
        assertThat(SqlFailure.text(new SQLException("The connection attempt failed.", "08001", unknown)))
                .isEqualTo("there is no address for the host db.site.test: Name or service not known (SQLSTATE 08001)");
    }

    // The driver names all properties of a URL that it cannot read, this one among them.
    @Test
    void takesOnlyALostConnectionForTooLargeAnAnswer() {
        String text = "Unable to parse URL jdbc:postgresql:///tmp:5432/m?maxResultBuffer=8M";
        assertThat(SqlFailure.of(new SQLException(text, "99999"))).isEqualTo(SqlFailure.OTHER);
        assertThat(SqlFailure.of(new SQLException("exceeded maxResultBuffer limit", "08S01")))
                .isEqualTo(SqlFailure.OVERSIZED);
    }

    @ParameterizedTest
    @CsvSource({"42P01, true", "22P02, false", "57014, false", "08006, false", "XX000, false"})
    void callsOnlyTheQueryMisconfigured(String state, boolean misconfigured) {
        SQLException failure = new SQLException("text", state);

        assertThat(SqlFailure.of(failure).toFailure("map", failure))
                .isInstanceOf(misconfigured ? Misconfigured.class : Unavailable.class);
    }

    // Texts of errors about data quote what the row held.
    @ParameterizedTest
    @CsvSource({
        "22P02, false",
        "P0001, false",
        "23514, false",
        "42P01, true",
        "28P01, true",
        "08001, true",
        "57014, true"
    })
    void saysNothingThatARowMayHold(String state, boolean text) {
        assertThat(SqlFailure.text(new SQLException("the secret", state)).contains("the secret"))
                .isEqualTo(text);
        assertThat(SqlFailure.text(new SQLException("the secret", state))).contains(state);
    }
}
