package dev.postern.gateway.oauth;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.auth.TokenVerifier.Verdict;
import dev.postern.gateway.config.OAuth2Config;
import dev.postern.gateway.config.SecretText;
import dev.postern.sasl.Secret;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntrospectedTokensTest {
    private final Vertx vertx = Vertx.vertx();
    private final Issuer issuer = new Issuer();
    private final OAuth2Config config = new OAuth2Config(
            null, issuer.url(), null, List.of(), "username", List.of("smtp"), "postern:1", new SecretText("hush&more"));
    private final IntrospectedTokens tokens = new IntrospectedTokens(vertx, config, issuer.url());

    @AfterEach
    void close() throws Exception {
        tokens.close();
        issuer.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, SECONDS);
    }

    private Verdict verify(IntrospectedTokens asked) throws Exception {
        return asked.verify(Secret.copyOf("t+/=&x".getBytes(StandardCharsets.US_ASCII)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, SECONDS);
    }

    @Test
    void asksAboutTheTokenAsItself() throws Exception {
        issuer.answers(200, "{\"active\":true,\"username\":\"kim@d.test\",\"scope\":\"smtp imap\",\"exp\":4102444800}");
        assertThat(verify(tokens)).isEqualTo(new Verdict.Valid("kim@d.test"));
        String pair = Base64.getEncoder().encodeToString("postern%3A1:hush%26more".getBytes(StandardCharsets.US_ASCII));
        assertThat(issuer.asked())
                .isEqualTo("POST Basic " + pair + " token=t%2B%2F%3D%26x&token_type_hint=access_token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"active\":false}",
                "{\"active\":false,\"username\":\"kim@d.test\",\"scope\":\"smtp\"}",
                "{\"active\":true,\"username\":\"kim@d.test\",\"scope\":\"imap\"}",
                "{\"active\":true,\"scope\":\"smtp\"}",
                "{\"active\":true,\"username\":\"kim@d.test\",\"scope\":\"smtp\",\"exp\":1}"
            })
    void refusesWhatTheIssuerDoesNotVouchFor(String answer) throws Exception {
        issuer.answers(200, answer);
        assertThat(verify(tokens)).isInstanceOf(Verdict.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{}", "{\"active\":\"true\"}", "{\"active\":1}"})
    void nonsenseIsNoRefusal(String answer) throws Exception {
        issuer.answers(200, answer);
        assertThat(verify(tokens)).isInstanceOf(Verdict.Undecided.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 302, 503})
    void noAnswerIsNoRefusal(int status) throws Exception {
        issuer.answers(status, "{\"active\":false}");
        assertThat(verify(tokens)).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void silenceEndsInTime() throws Exception {
        issuer.answers(0, "");
        IntrospectedTokens hasty =
                new IntrospectedTokens(vertx, config, new Endpoint(vertx, issuer.url(), Duration.ofMillis(200)));
        assertThat(verify(hasty)).isInstanceOf(Verdict.Undecided.class);
        hasty.close();
    }
}
