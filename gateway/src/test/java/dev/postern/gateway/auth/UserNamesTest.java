package dev.postern.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.AuthConfig.UsernameFormat;
import dev.postern.gateway.config.UsernameChars;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserNamesTest {
    private static final String USUAL_CHARS = "a-z0-9.-_@";

    private static UserNames names(UsernameFormat format, String chars, String defaultDomain) {
        return new UserNames(format, new UsernameChars(chars), defaultDomain);
    }

    private static final UserNames USUAL = names(UsernameFormat.LOWER, USUAL_CHARS, "d.test");

    @ParameterizedTest
    @CsvSource({
        // folded
        "Kim@D.Test, kim@d.test",
        "KIM, kim@d.test",
        // a domain only for who has none: the first @ begins it, whatever follows
        "kim@, kim@",
        "@x.test, @x.test",
        "kim@a@b, kim@a@b",
        "kim, kim@d.test",
    })
    void aNameIsFoldedAndGetsADomain(String typed, String name) {
        assertThat(USUAL.normalise(typed)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                // what Dovecot's own default does not allow
                "kim+x@d.test",
                "k'im@d.test",
                "k im@d.test",
                "k%im",
                "k*im",
                "kim/x",
                "k\u00efm@d.test",
                // what nobody may have
                "kim\0@d.test",
                "kim\u0001",
                "kim\t",
                "kim\r",
                "kim\n",
                "kim\u007f",
                "kim\u0085",
            })
    void otherCharactersAreRefused(String typed) {
        assertThat(USUAL.normalise(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kim\0", "kim\u0001", "kim\t", "kim\n", "kim\r", "kim\u001f", "kim\u007f", "kim\u009f"})
    void controlCharactersAreRefusedWhereAllElseIsAllowed(String typed) {
        UserNames all = names(UsernameFormat.LOWER, "", "");
        assertThat(all.normalise(typed)).isEmpty();
        assertThat(all.normalise("K\u00cfm+x' %*@d.test")).contains("k\u00efm+x' %*@d.test");
    }

    @Test
    void aNameStaysAsTypedWhereThatIsWanted() {
        UserNames asTyped = names(UsernameFormat.AS_TYPED, "a-zA-Z@.", "");
        assertThat(asTyped.normalise("Kim@D.test")).contains("Kim@D.test");
        assertThat(asTyped.normalise("Kim")).as("without a default domain").contains("Kim");
    }

    @Test
    void aNameHasAnEnd() {
        String longest = "k".repeat(255);
        UserNames bare = names(UsernameFormat.LOWER, "", "");
        assertThat(bare.normalise(longest)).contains(longest);
        assertThat(bare.normalise(longest + "k")).isEmpty();
        assertThat(bare.normalise("\u20ac".repeat(85))).as("bytes count").isPresent();
        assertThat(bare.normalise("\u20ac".repeat(86))).isEmpty();
        assertThat(USUAL.normalise("k".repeat(250))).as("with its domain").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // renames: the part before the first @ is the name, all behind it the domain
        "kim@a@b, username, x, x@a@b",
        "kim@a@b, domain, x, kim@x",
        "kim, domain, x, kim@x",
        "kim@a, user, x, x",
    })
    void aRowRenamesAroundTheFirstAt(String user, String column, String value, String renamed) {
        assertThat(AccountFields.finalName(user, Map.of(column, value))).isEqualTo(renamed);
    }
}
