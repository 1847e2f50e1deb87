package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.password.StoredPassword.Usable;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialReaderTest {

    /** Writes down what it is given. */
    private static final class Notes implements CredentialReader<String> {
        @Override
        public String cleartext(byte[] password) {
            return "cleartext " + new String(password, UTF_8);
        }

        @Override
        public String cramMd5(byte[] context) {
            return "cram " + HexFormat.of().formatHex(context);
        }

        @Override
        public String digestMd5(byte[] digest) {
            return "digest " + HexFormat.of().formatHex(digest);
        }

        @Override
        public String scram(ScramKeys keys) {
            Base64.Encoder base64 = Base64.getEncoder();
            return String.join(
                    " ",
                    keys.scheme(),
                    Integer.toString(keys.iterations()),
                    base64.encodeToString(keys.salt()),
                    base64.encodeToString(keys.storedKey()),
                    base64.encodeToString(keys.serverKey()));
        }

        @Override
        public String none() {
            return "none";
        }
    }

    private static String read(String column) {
        StoredPassword stored = new StoredPasswordParser("CRYPT", HashLimits.defaults()).parse(column);
        return ((Usable) stored).credentials(new Notes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "CLEAR", "CLEARTEXT"})
    void handsOverClearText(String scheme) {
        assertThat(read("{" + scheme + "}secret")).isEqualTo("cleartext secret");
    }

    @ParameterizedTest
    @CsvSource({"CRAM-MD5,cram,64", "HMAC-MD5,cram,64", "DIGEST-MD5,digest,32"})
    void handsOverWhatAChallengeIsAnsweredWith(String scheme, String kind, int digits) {
        String data = "0123456789abcdef".repeat(digits / 16);
        assertThat(read("{" + scheme + "}" + data)).isEqualTo(kind + " " + data);
    }

    @Test
    void handsOverTheKeysOfScram() {
        String salt = "W22ZaJ0SNY7soEsUEjb6gQ==";
        String stored = "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=";
        String server = "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";
        assertThat(read("{SCRAM-SHA-256}4096," + salt + "," + stored + "," + server))
                .isEqualTo("SCRAM-SHA-256 4096 " + salt + " " + stored + " " + server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{PLAIN-TRUNC}6-secret", "{CRYPT}*", "{SHA1}W6ph5Mm5Pz8GgiULbPgzG37mj9g="})
    void hasNothingWhereThePasswordIsNotAllThere(String column) {
        assertThat(read(column)).isEqualTo("none");
    }
}
