package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.gateway.password.Cost.Weight;
import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.OverLimit;
import dev.postern.gateway.password.StoredPassword.Problem;
import dev.postern.gateway.password.StoredPassword.UnknownScheme;
import dev.postern.gateway.password.StoredPassword.Unsupported;
import dev.postern.gateway.password.StoredPassword.Usable;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredPasswordParserTest {

    private final StoredPasswordParser parser = new StoredPasswordParser("PLAIN", HashLimits.defaults());

    private static boolean matches(StoredPassword stored, String typed) {
        Attempt attempt = new Attempt(typed.getBytes(UTF_8), "", null);
        return ((Usable) stored).matches(attempt);
    }

    /** Of a column without a prefix. */
    @Test
    void readsTheDefaultScheme() {
        assertThat(matches(parser.parse("secret"), "secret")).isTrue();
        assertThat(matches(parser.parse("{never closed"), "{never closed")).isTrue();
        assertThat(matches(parser.parse("not {PLAIN} at its beginning"), "not {PLAIN} at its beginning"))
                .isTrue();
        StoredPasswordParser encoded = new StoredPasswordParser("plain.hex", HashLimits.defaults());
        assertThat(matches(encoded.parse("736563726574"), "secret")).isTrue();
    }

    @Test
    void readsABraceAsPartOfThePasswordWhenToldThatThereIsNoPrefix() {
        assertThat(matches(parser.parseUnprefixed("{PLAIN}secret"), "{PLAIN}secret"))
                .isTrue();
    }

    @Test
    void readsThePrefixUpToTheFirstClosingBrace() {
        assertThat(matches(parser.parse("{PLAIN}{b}c}"), "{b}c}")).isTrue();
        assertThat(parser.parse("{PLAIN }secret")).isInstanceOf(UnknownScheme.class);
        assertThat(parser.parse("{}secret")).isInstanceOf(UnknownScheme.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD4", "", "CRYPT.rot13", "PLAIN.", "{CRYPT}", "NTLM"})
    void isNotMadeForADefaultSchemeThatThereIsNot(String name) {
        assertThat(StoredPasswordParser.isScheme(name)).isFalse();
        assertThatThrownBy(() -> new StoredPasswordParser(name, HashLimits.defaults()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsTooLongToBeAPassword() {
        assertThat(parser.parse("x".repeat(8192))).isInstanceOf(Usable.class);
        assertThat(parser.parse("x".repeat(8193))).isInstanceOf(Malformed.class);
    }

    /** An operator locked these on purpose: no warning at each attempt, and no match. */
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "*", "!", "!!", "*LK*", "!$6$saltstring$hash"})
    void takesALockedAccountForAHashThatNothingMatches(String locked) {
        StoredPassword stored = parser.parse("{CRYPT}" + locked);
        assertThat(matches(stored, locked)).isFalse();
        assertThat(matches(stored, "")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "gost-yescrypt,$gy$j9T$x$y",
        "SunMD5,$md5$x$y",
        "sha1crypt,$sha1$1$x$y",
        "bsdicrypt,_J9..rasmBYk8r9AiWNc"
    })
    void namesTheFormsThatOnlyLibcryptKnows(String name, String hash) {
        assertThat(parser.parse("{CRYPT}" + hash))
                .isEqualTo(new Unsupported("CRYPT form " + name + " (but see auth.libcrypt)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LANMAN", "NTLM", "SKEY", "RPA"})
    void namesTheSchemesThatDovecotDropped(String name) {
        assertThat(parser.parse("{" + name.toLowerCase(Locale.ROOT) + "}x")).isEqualTo(new Unsupported(name));
    }

    @Test
    void saysThatArgon2NeedsItsPrefix() {
        Problem problem = (Problem) parser.parse("{CRYPT}$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHQ$aGFzaA");
        assertThat(problem).isInstanceOf(Malformed.class);
        assertThat(problem.detail()).contains("{ARGON2ID}");
    }

    /** Each at its limit, and one beyond. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{CRYPT}$6$rounds=%d$salt$" + "#86" + "|1000000|1000001",
                "{CRYPT}$5$rounds=%d$salt$" + "#43" + "|1000000|1000001",
                "{CRYPT}$2y$%d$abcdefghijklmnopqrstuu" + "#31" + "|14|15",
                "{PBKDF2}$1$salt$%d$" + "#40" + "|1000000|1000001",
                "{ARGON2ID}$argon2id$v=19$m=%d,t=1,p=1$c2FsdHNhbHQ$" + "#43" + "|262144|262145",
                "{ARGON2ID}$argon2id$v=19$m=64,t=%d,p=1$c2FsdHNhbHQ$" + "#43" + "|16|17",
                "{ARGON2ID}$argon2id$v=19$m=256,t=1,p=%d$c2FsdHNhbHQ$" + "#43" + "|8|9",
                "{OTP}sha1 %d seed " + "#16" + "|100000|100001"
            })
    void takesParametersUpToTheLimit(String form, int most, int tooMany) {
        assertThat(parser.parse(filled(form, most))).isInstanceOf(Usable.class);
        assertThat(parser.parse(filled(form, tooMany))).isInstanceOf(OverLimit.class);
    }

    private static String filled(String form, int number) {
        int at = form.indexOf('#');
        String tail = "A".repeat(Integer.parseInt(form.substring(at + 1)));
        return form.substring(0, at).replace("%d", Integer.toString(number)) + tail;
    }

    /** 2 to the power of 31 blocks of 4 KiB, and the like. */
    @ParameterizedTest
    @ValueSource(
            strings = {"$7$TU..../....", "$7$AU....zzzzz", "$7$zzzzzzzzzzz", "$y$jQT$", "$y$jzzzzzzT$", "$y$j9TzN$"})
    void refusesToAllocateWhatScryptAsksFor(String setting) {
        assertThat(parser.parse("{CRYPT}" + setting + "abcd$" + "A".repeat(43)))
                .isInstanceOfAny(OverLimit.class, Malformed.class);
    }

    @Test
    void estimatesWhatAVerificationTakes() {
        assertThat(weight("{PLAIN}secret")).isEqualTo(Weight.INLINE);
        assertThat(weight("{CRYPT}abJnggxhB/yWI")).isEqualTo(Weight.INLINE);
        assertThat(weight("{CRYPT}$1$salt$" + "A".repeat(22))).isEqualTo(Weight.LIGHT);
        assertThat(weight("{CRYPT}$6$salt$" + "A".repeat(86))).isEqualTo(Weight.LIGHT);
        assertThat(weight("{CRYPT}$6$rounds=100000$salt$" + "A".repeat(86))).isEqualTo(Weight.HEAVY);
        assertThat(weight("{CRYPT}$2y$10$abcdefghijklmnopqrstuu" + "A".repeat(31)))
                .isEqualTo(Weight.HEAVY);
        String argon2 = "{ARGON2ID}$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHQ$" + "A".repeat(43);
        assertThat(weight(argon2)).isEqualTo(Weight.HEAVY);
        assertThat(((Usable) parser.parse(argon2)).cost().mebibytes()).isEqualTo(64);
    }

    private Weight weight(String column) {
        return ((Usable) parser.parse(column)).cost().weight();
    }

    /** The list of Dovecot 2.4. */
    @Test
    void marksWeakSchemes() {
        String digest = "5f4dcc3b5aa765d61d8327deb882cf99";
        for (String weak : List.of(
                "{SMD5}jsLZop7A/7pCPlREzRl+hZqAXro=",
                "{PLAIN-MD5}" + digest,
                "{PLAIN-MD4}" + digest,
                "{LDAP-MD5}" + digest,
                "{MD5}" + digest,
                "{HMAC-MD5}" + digest + digest,
                "{MD5-CRYPT}$1$salt$" + "A".repeat(22),
                "{CRYPT}$1$salt$" + "A".repeat(22),
                "{CRYPT}abJnggxhB/yWI",
                "{DES-CRYPT}abJnggxhB/yWI")) {
            assertThat(((Usable) parser.parse(weak)).weak()).as(weak).isTrue();
        }
        for (String strong : List.of(
                "{PLAIN}x",
                "{SHA1}W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
                "{CRAM-MD5}" + digest + digest,
                "{DIGEST-MD5}" + digest,
                "{CRYPT}$6$salt$" + "A".repeat(86))) {
            assertThat(((Usable) parser.parse(strong)).weak()).as(strong).isFalse();
        }
    }

    /** Whatever becomes of a column, nothing of it but parameters and known names is ever printed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{PLAIN}s3cretpart",
                "{s3cretpart}x",
                "{PLAIN.s3cretpart}x",
                "{PLAIN-TRUNC}s3cretpart",
                "{SHA}s3cretpart",
                "{SSHA512}s3cretpart",
                "{CRYPT}s3cretpart",
                "{CRYPT}$6$s3cretpart$x",
                "{CRYPT}$2y$10$s3cretpart",
                "{CRYPT}$y$j9T$s3cretpart$x",
                "{CRYPT}$7$s3cretpart",
                "{CRYPT}$3$s3cretpart",
                "{CRYPT}$gy$s3cretpart",
                "{MD5}$1$s3cretpart",
                "{PBKDF2}$1$s3cretpart$0$x",
                "{SCRAM-SHA-1}4096,s3cretpart,s3cretpart,s3cretpart",
                "{ARGON2ID}$argon2id$s3cretpart",
                "{OTP}md5 1 s3cretpart",
                "{DIGEST-MD5}s3cretpart",
                "{CRAM-MD5.hex}s3cretpart"
            })
    void printsNothingThatIsStored(String column) {
        assertThat(parser.parse(column).toString()).doesNotContain("s3cretpart");
    }

    @Test
    void refusesPasswordsWithNul() {
        assertThat(matches(parser.parse("{PLAIN.hex}6100"), "a\0")).isFalse();
        assertThat(matches(parser.parse("{PLAIN}a"), "a\0")).isFalse();
    }
}
