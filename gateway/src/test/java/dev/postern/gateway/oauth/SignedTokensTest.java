package dev.postern.gateway.oauth;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.postern.gateway.auth.TokenVerifier.Verdict;
import dev.postern.gateway.config.OAuth2Config;
import dev.postern.sasl.Secret;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignedTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static RSAKey rsa;
    private static RSAKey weak;
    private static ECKey ec;

    private final Vertx vertx = Vertx.vertx();
    private final Issuer issuer = new Issuer();
    private final OAuth2Config config = new OAuth2Config(
            issuer.url(), null, "https://id.test", List.of("mail", "imap"), "email", List.of("smtp"), null, null);
    private final SignedTokens tokens = tokens(Endpoint.PATIENCE);

    @BeforeAll
    static void makeKeys() throws JOSEException {
        rsa = new RSAKeyGenerator(2_048).keyID("r").generate();
        weak = new RSAKeyGenerator(1_024, true).keyID("w").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
    }

    @BeforeEach
    void publish() {
        issuer.answers(200, new JWKSet(List.of(rsa, weak, ec)).toPublicJWKSet().toString());
    }

    @AfterEach
    void close() throws Exception {
        tokens.close();
        issuer.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, SECONDS);
    }

    private SignedTokens tokens(Duration patience) {
        return new SignedTokens(vertx, config, new Endpoint(vertx, issuer.url(), patience), () -> NOW);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://id.test")
                .audience(List.of("web", "mail"))
                .expirationTime(Date.from(NOW.plusSeconds(300)))
                .claim("scope", "openid smtp")
                .claim("email", "kim@d.test");
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims.build());
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static String rs256(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("r").build(), new RSASSASigner(rsa), claims);
    }

    private Verdict verify(String token) throws Exception {
        return verify(tokens, token);
    }

    private static Verdict verify(SignedTokens tokens, String token) throws Exception {
        return tokens.verify(Secret.copyOf(token.getBytes(StandardCharsets.US_ASCII)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, SECONDS);
    }

    @Test
    void acceptsWhatTheIssuerHasSigned() throws Exception {
        assertThat(verify(rs256(claims()))).isEqualTo(new Verdict.Valid("kim@d.test"));
        JWSHeader es256 = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("e").build();
        assertThat(verify(signed(es256, new ECDSASigner(ec), claims()))).isEqualTo(new Verdict.Valid("kim@d.test"));
        assertThat(issuer.count()).isEqualTo(1);
    }

    static List<Consumer<JWTClaimsSet.Builder>> flaws() {
        return List.of(
                claims -> claims.expirationTime(Date.from(NOW.minusSeconds(60))),
                claims -> claims.expirationTime(null),
                claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(61))),
                claims -> claims.issueTime(Date.from(NOW.plusSeconds(61))),
                claims -> claims.issuer("https://other.test"),
                claims -> claims.issuer(null),
                claims -> claims.audience("web"),
                claims -> claims.audience((String) null),
                claims -> claims.claim("scope", "openid"),
                claims -> claims.claim("scope", null),
                claims -> claims.claim("email", null),
                claims -> claims.claim("email", ""),
                claims -> claims.claim("email", 7));
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void refusesClaimsThatDoNotFit(Consumer<JWTClaimsSet.Builder> flaw) throws Exception {
        JWTClaimsSet.Builder claims = claims();
        flaw.accept(claims);
        assertThat(verify(rs256(claims))).isInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void clocksMayDifferByAMinute() throws Exception {
        JWTClaimsSet.Builder claims =
                claims().expirationTime(Date.from(NOW.minusSeconds(59))).issueTime(Date.from(NOW.plusSeconds(60)));
        assertThat(verify(rs256(claims))).isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void scopesMayBeAList() throws Exception {
        assertThat(verify(rs256(claims().claim("scope", List.of("smtp", "imap")))))
                .isInstanceOf(Verdict.Valid.class);
    }

    /** No signature, one that a public key could have made, another's, another key's, one of a short key. */
    @Test
    void refusesSignaturesThatProveNothing() throws Exception {
        JWSHeader rs256 = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("r").build();
        RSAKey another = new RSAKeyGenerator(2_048).generate();
        byte[] published = rsa.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8);
        List<String> forged = List.of(
                "",
                "secret",
                "a.b.c",
                new PlainJWT(claims().build()).serialize(),
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("r").build(),
                        new MACSigner(published),
                        claims()),
                signed(rs256, new RSASSASigner(another), claims()),
                signed(new JWSHeader.Builder(rs256).keyID("e").build(), new RSASSASigner(rsa), claims()),
                signed(new JWSHeader(JWSAlgorithm.RS256), new RSASSASigner(rsa), claims()),
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("w").build(),
                        new RSASSASigner(weak.toRSAPrivateKey(), Set.of(AllowWeakRSAKey.getInstance())),
                        claims()));
        for (String token : forged) {
            assertThat(verify(token)).as("%s", token).isInstanceOf(Verdict.Invalid.class);
        }
    }

    @Test
    void anIssuerThatCannotBeAskedRefusesNobody() throws Exception {
        for (String body : List.of("{\"keys\":7}", "no json", "x".repeat(Endpoint.MAX_BODY + 1))) {
            issuer.answers(200, body);
            assertThat(verify(tokens(Endpoint.PATIENCE), rs256(claims()))).isInstanceOf(Verdict.Undecided.class);
        }
        issuer.answers(500, "{}");
        assertThat(verify(tokens(Endpoint.PATIENCE), rs256(claims()))).isInstanceOf(Verdict.Undecided.class);
        issuer.answers(0, "");
        assertThat(verify(tokens(Duration.ofMillis(200)), rs256(claims()))).isInstanceOf(Verdict.Undecided.class);
        issuer.close();
        assertThat(verify(tokens(Endpoint.PATIENCE), rs256(claims()))).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void aKeyThatTheIssuerDoesNotHaveIsWrong() throws Exception {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("another").build();
        assertThat(verify(signed(header, new RSASSASigner(rsa), claims()))).isInstanceOf(Verdict.Invalid.class);
        assertThat(verify(signed(header, new RSASSASigner(rsa), claims()))).isInstanceOf(Verdict.Invalid.class);
        assertThat(issuer.count()).isEqualTo(1);
    }
}
