package dev.postern.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountFieldsTest {

    @Test
    void userReplacesTheWholeName() {
        assertThat(AccountFields.finalName("a@b.test", Map.of("user", "c@d.test")))
                .isEqualTo("c@d.test");
        assertThat(AccountFields.finalName("a@b.test", Map.of())).isEqualTo("a@b.test");
    }

    @Test
    void usernameReplacesThePartBeforeTheAt() {
        assertThat(AccountFields.finalName("a@b.test", Map.of("username", "c"))).isEqualTo("c@b.test");
        assertThat(AccountFields.finalName("a@b.test", Map.of("username", "c@d.test")))
                .isEqualTo("c@d.test");
        assertThat(AccountFields.finalName("a", Map.of("username", "c"))).isEqualTo("c");
    }

    @Test
    void domainSetsOrReplacesTheDomain() {
        assertThat(AccountFields.finalName("a", Map.of("domain", "d.test"))).isEqualTo("a@d.test");
        assertThat(AccountFields.finalName("a@b.test", Map.of("username", "c", "domain", "d.test")))
                .isEqualTo("c@d.test");
    }

    @Test
    void whatConcernsThePasswordStaysInside() {
        Map<String, String> row = Map.of(
                "password",
                "x",
                "nopassword",
                "y",
                "allow_nets",
                "::1",
                "userdb_home",
                "/h",
                "proxy",
                "y",
                "host",
                "h");
        assertThat(AccountFields.outer(row)).containsOnlyKeys("proxy", "host");
    }
}
