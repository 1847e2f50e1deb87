package dev.postern.gateway.directory.sql;

import static dev.postern.gateway.directory.sql.SqlFixture.settings;
import static dev.postern.gateway.directory.sql.SqlFixture.template;
import static dev.postern.gateway.directory.sql.SqlFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.gateway.directory.Failure.Misconfigured;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.gateway.directory.UserPage;
import dev.postern.gateway.directory.UserPage.Broken;
import dev.postern.gateway.directory.UserPage.Users;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All users of a userdb, page by page. */
@Timeout(60)
class UserListTest {

    private static UserListing listing(String query) {
        return new UserListing(settings(SqlServer.url(), 1), template(query, Dialect.DOVECOT));
    }

    private static UserPage next(UserList list) {
        return SqlFixture.await(list.next());
    }

    private static List<String> all(String query) {
        List<String> names = new ArrayList<>();
        try (UserList list = listing(query).open()) {
            boolean last = false;
            while (!last) {
                Users page = (Users) next(list);
                assertThat(page.names()).hasSizeLessThanOrEqualTo(UserList.PAGE);
                names.addAll(page.names());
                last = page.last();
            }
        }
        return names;
    }

    @Test
    void listsAllInOrder() {
        List<String> names = all(
                "SELECT 'u' || i || '@' || repeat('x', 100) AS username FROM generate_series(1, 100000) i ORDER BY i;");

        assertThat(names).hasSize(100_000);
        assertThat(names.get(99_999)).startsWith("u100000@");
    }

    // Dovecot's rules: "user" only as the first column, else username and domain.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 'a@x' AS \"user\", 'b' AS username              | a@x",
                "SELECT 'b' AS username, 'x' AS domain                  | b@x",
                "SELECT 'x' AS domain, 'b' AS username, 'c' AS \"user\" | b@x",
                "SELECT 'b@x' AS username, NULL AS domain               | b@x",
                "SELECT 1 AS uid, 'b@x' AS \"UserName\"                 | b@x",
            })
    void findsTheName(String query, String name) {
        assertThat(all(query)).containsExactly(name);
    }

    @Test
    void listsNobody() {
        assertThat(all("SELECT 'x' AS username WHERE false")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1 AS uid, 'a' AS \"user\"", "SELECT NULL AS username", "SELECT x FROM nowhere"})
    void failsOnWhatCannotBeRead(String query) {
        try (UserList list = listing(query).open()) {
            assertThat(next(list))
                    .isInstanceOfSatisfying(
                            Broken.class, broken -> assertThat(broken.failure()).isInstanceOf(Misconfigured.class));
        }
    }

    @Test
    void failsWhereTheRowsBreakOff() {
        try (UserList list = listing("SELECT 1 / (3000 - i) AS username FROM generate_series(1, 5000) i")
                .open()) {
            assertThat(next(list)).isInstanceOf(Users.class);
            assertThat(next(list)).isInstanceOf(Users.class);
            assertThat(next(list)).isInstanceOf(Broken.class);
            assertThat(next(list)).isInstanceOf(Broken.class);
        }
    }

    @Test
    void failsWhileTheDatabaseIsAway() {
        UserListing listing = new UserListing(
                settings("jdbc:postgresql://127.0.0.1:1/x", 1), template("SELECT 1 AS username", Dialect.DOVECOT));
        try (UserList list = listing.open()) {
            assertThat(next(list))
                    .isInstanceOfSatisfying(
                            Broken.class, broken -> assertThat(broken.failure()).isInstanceOf(Unavailable.class));
        }
    }

    @Test
    void opensAFewListsOnlyAndGivesTheirPlacesBack() {
        UserListing listing = listing("SELECT i AS username FROM generate_series(1, 5000) i");
        List<UserList> open = new ArrayList<>();
        for (int i = 0; i < UserListing.MAX_LISTS; i++) {
            open.add(listing.open());
            assertThat(next(open.get(i))).isInstanceOf(Users.class);
        }
        assertThat(next(listing.open())).isInstanceOf(Broken.class);

        open.forEach(UserList::close);
        until(() -> {
            try (UserList list = listing.open()) {
                return next(list) instanceof Users;
            }
        });
        assertThat(next(open.get(0))).isInstanceOf(Broken.class);
    }

    @Test
    void takesNoExpansions() {
        assertThatThrownBy(() -> listing("SELECT '%u' AS username")).isInstanceOf(IllegalArgumentException.class);
    }
}
