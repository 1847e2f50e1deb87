package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.postern.sasl.SaslStep.Challenge;
import dev.postern.sasl.SaslStep.Failure;
import dev.postern.sasl.SaslStep.NeedCredentials;
import dev.postern.sasl.SaslStep.Success;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestMd5MechanismTest {

    private static final String NONCE = "cnJycnJycnJycnJycnJycg==";
    private static final String REST = "nonce=\"" + NONCE + "\",qop=\"auth\",charset=\"utf-8\",algorithm=\"md5-sess\"";
    private static final String ANSWER = "username=\"chris\",realm=\"example.org\",nonce=\"" + NONCE
            + "\",cnonce=\"abc\",nc=00000001,qop=auth,digest-uri=\"imap/mx.example.org\",response="
            + "0".repeat(32);

    private final SaslExchange exchange = new DigestMd5Mechanism().newExchange(new FixedContext("example.org", "a\"b"));

    @ParameterizedTest
    @CsvSource({
        // RFC 2831, section 4
        "OA6MG9tEQGm2hh, OA6MHXh6VqTrRk, imap, d388dad90d4bbd760a152321f2143af7, ea40f60335c427b5527b84dbabcdfffd",
        "OA9BSXrbuRhWay, OA9BSuZWMSpW8m, acap, 6084c6db3fede7352c551284490fd0fc, 2f0b3d7c3c2e486600ef710726aa2eae",
    })
    void proofsAreThoseOfTheRfc(String nonce, String cnonce, String service, String response, String rspauth) {
        DigestMd5Response answer = parse(
                        "charset=utf-8,username=\"chris\",realm=\"elwood.innosoft.com\",nonce=\"" + nonce
                                + "\",nc=00000001,cnonce=\"" + cnonce + "\",digest-uri=\"" + service
                                + "/elwood.innosoft.com\",response=" + response + ",qop=auth")
                .orElseThrow();
        byte[] userDigest = DigestMd5Proof.userDigest(answer, secret("secret"));
        assertThat(userDigest).asHexString().isEqualToIgnoringCase("eb5a750053e4d2c34aa84bbc9b0b6ee7");
        DigestMd5Proof proof = new DigestMd5Proof(answer, userDigest);
        assertThat(proof.of("AUTHENTICATE:")).isEqualTo(response);
        assertThat(proof.of(":")).isEqualTo(rspauth);
    }

    @Test
    void offersRealmsAndANonce() {
        assertThat(exchange.start(bytes("skipped")))
                .isEqualTo(new Challenge(Octets.of("realm=\"example.org\",realm=\"a\\\"b\"," + REST)));
    }

    @Test
    void offersTheEmptyRealmWhereThereIsNone() {
        assertThat(new DigestMd5Mechanism().newExchange(new FixedContext()).start(null))
                .isEqualTo(new Challenge(Octets.of("realm=\"\"," + REST)));
    }

    @Test
    void letsInTheClientOfTheJdkAndConvincesIt() throws Exception {
        JdkClient client = new JdkClient("DIGEST-MD5", "", "chris", "example.org", "secret");
        assertThat(exchange.respond(client.respond(exchange.start(null))))
                .isEqualTo(new NeedCredentials(CredentialKind.DIGEST_MD5, "chris@example.org", ""));
        SaslStep end = exchange.credentials(new Credentials.Cleartext(secret("secret")));
        assertThat(end).isInstanceOf(Success.class);
        client.respond(((Success) end).data().orElseThrow());
        assertThat(client.isSatisfied()).isTrue();
    }

    @Test
    void letsInByTheStoredDigest() throws Exception {
        JdkClient client = new JdkClient("DIGEST-MD5", "", "chris", "example.org", "secret");
        exchange.respond(client.respond(exchange.start(null)));
        // doveadm pw -s DIGEST-MD5 -u chris@example.org -p secret
        Secret digest = Secret.copyOf(HexFormat.of().parseHex("5945117b5ee2d06b30cf38ad322f5dd9"));
        assertThat(exchange.credentials(new Credentials.DigestMd5(digest))).isInstanceOf(Success.class);
    }

    @Test
    void passesOnWhomTheClientWantsToBe() throws Exception {
        JdkClient client = new JdkClient("DIGEST-MD5", "bob", "chris", "example.org", "secret");
        assertThat(exchange.respond(client.respond(exchange.start(null))))
                .isEqualTo(new NeedCredentials(CredentialKind.DIGEST_MD5, "chris@example.org", "bob"));
        assertThat(exchange.credentials(new Credentials.Cleartext(secret("secret"))))
                .extracting(step -> ((Success) step).authzid())
                .isEqualTo("bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chris", "chris@example.org"})
    void namingOneselfIsNamingNobodyElse(String authzid) throws Exception {
        JdkClient client = new JdkClient("DIGEST-MD5", authzid, "chris", "example.org", "secret");
        assertThat(exchange.respond(client.respond(exchange.start(null))))
                .isEqualTo(new NeedCredentials(CredentialKind.DIGEST_MD5, "chris@example.org", ""));
    }

    @Test
    void keepsOutEveryoneElse() throws Exception {
        JdkClient client = new JdkClient("DIGEST-MD5", "", "chris", "example.org", "guess");
        exchange.respond(client.respond(exchange.start(null)));
        assertThat(exchange.credentials(new Credentials.Cleartext(secret("secret"))))
                .isEqualTo(new Failure("chris@example.org", Failure.Reason.MISMATCH));
    }

    @Test
    void keepsOutWhoDoesNotExistWhateverTheyProve() {
        // the random digest that stands in for a user's is known here
        DigestMd5Proof proof = new DigestMd5Proof(parse(ANSWER).orElseThrow(), new FixedContext().random(16));
        exchange.respond(bytes(ANSWER.replace("0".repeat(32), proof.of("AUTHENTICATE:"))));
        assertThat(exchange.credentials(new Credentials.None()))
                .isEqualTo(new Failure("chris@example.org", Failure.Reason.MISMATCH));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "username=\"chris@a.test\", chris@a.test",
                "username=\"chr\\\"is\\\\\", chr\"is\\@example.org",
                "uSERNAME = chris , chris@example.org",
                "username=\"\u00c3\u00bc\", \u00fc@example.org",
            })
    void readsNamesHoweverTheyAreWritten(String username, String authcid) {
        assertThat(exchange.respond(bytes(ANSWER.replace("username=\"chris\"", username))))
                .isEqualTo(new NeedCredentials(CredentialKind.DIGEST_MD5, authcid, ""));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                // what may be missing
                ",nc=00000001|~~",
                ",qop=auth|~~",
                ",digest-uri=\"imap/mx.example.org\"|~~",
                // what may be written otherwise
                "nc=00000001|nc=1",
                "qop=auth|qop=\"AUTH\"",
                "qop=auth|qop=auth,charset=UTF-8,cipher=rc4,maxbuf=65536,x=y,x=y",
                "qop=auth|,, qop=auth ,,junk",
                "realm=\"example.org\"|realm=\"\",realm=\"example.org\",realm=\"other\"",
            })
    void isLenientAsDovecotIs(String part, String instead) {
        assertThat(exchange.respond(bytes(ANSWER.replace(part, instead))))
                .isEqualTo(new NeedCredentials(CredentialKind.DIGEST_MD5, "chris@example.org", ""));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "username=\"chris\"|username=\"\"",
                "username=\"chris\"|username=\"chris\",username=\"bob\"",
                "username=\"chris\"|x=y",
                "username=\"chris\"|username=\"\u00ff\"",
                "username=\"chris\"|username=\"chr\0is\"",
                "nonce=\"cnJy|nonce=\"XnJy",
                "nonce=\"cnJycnJycnJycnJycnJycg==\"|x=y",
                "cnonce=\"abc\"|cnonce=\"\"",
                "cnonce=\"abc\"|cnonce=a,cnonce=b",
                "cnonce=\"abc\"|x=y",
                "nc=00000001|nc=00000002",
                "nc=00000001|nc=x",
                "nc=00000001|nc=1,nc=1",
                "qop=auth|qop=auth-int",
                "qop=auth|qop=\"auth,auth-int\"",
                "qop=auth|qop=auth,charset=iso-8859-1",
                "qop=auth|qop=auth,maxbuf=1,maxbuf=1",
                "qop=auth|qop=auth,authzid=a,authzid=b",
                "qop=auth|qop=auth,authzid=\u00ff",
                "digest-uri=\"imap/mx.example.org\"|digest-uri=imap",
                ",response=0|,response=",
                ",response=0|,respons=0",
            })
    void anythingElseIsMalformed(String part, String instead) {
        String broken = ANSWER.replace(part, instead);
        assertThat(broken).isNotEqualTo(ANSWER);
        assertThat(exchange.respond(bytes(broken))).isEqualTo(new Failure("", Failure.Reason.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "=", "\"", "a=\"", "a=\"\\", "=,=,=", "\\=\\"})
    void fragmentsAreMalformed(String fragment) {
        assertThat(exchange.respond(bytes(fragment))).isEqualTo(new Failure("", Failure.Reason.MALFORMED));
    }

    @Test
    void askingOutOfTurnIsABug() {
        assertThatIllegalStateException().isThrownBy(() -> exchange.credentials(new Credentials.None()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credentials.DigestMd5(secret("short")));
    }

    private static Optional<DigestMd5Response> parse(String message) {
        return DigestMd5Response.parse(bytes(message));
    }

    private static Secret secret(String text) {
        return Secret.copyOf(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
