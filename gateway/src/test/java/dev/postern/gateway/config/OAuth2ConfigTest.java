package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Token issuers that cannot be meant. */
class OAuth2ConfigTest {

    private final InMemory given = new InMemory();

    private List<String> problems(String auth) {
        return given.problems(InMemory.MINIMAL + "auth: {" + auth + "}\n");
    }

    @Test
    void aKeySetNeedsAnIssuerAndAnAudience() {
        assertThat(problems(
                        "mechanisms: [XOAUTH2], oauth2: {jwksUrl: 'https://id.test/keys', issuer: i, audience: [a]}"))
                .isEmpty();
        assertThat(problems("mechanisms: [XOAUTH2], oauth2: {jwksUrl: 'https://id.test/keys'}"))
                .hasSize(2)
                .anyMatch(problem -> problem.contains("auth.oauth2.issuer is missing beside jwksUrl"))
                .anyMatch(problem -> problem.contains("auth.oauth2.audience is missing beside jwksUrl"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "mechanisms: [PLAIN, OAUTHBEARER] => auth.mechanisms takes tokens, and nobody vouches for them",
                "oauth2: {introspectionUrl: 'https://id.test/'} => auth.oauth2 is of no use: no mechanism takes tokens",
                "mechanisms: [XOAUTH2], oauth2: {usernameClaim: sub} => auth.oauth2 has neither jwksUrl nor introspectionUrl",
                "mechanisms: [XOAUTH2], oauth2: {introspectionUrl: 'https://id.test/', jwksUrl: 'https://id.test/', issuer: i, audience: [a]} => auth.oauth2.introspectionUrl stands beside auth.oauth2.jwksUrl",
                "mechanisms: [XOAUTH2], oauth2: {introspectionUrl: 'https://id.test/', clientId: c} => auth.oauth2 has one of clientId and its secret",
                "mechanisms: [XOAUTH2], oauth2: {introspectionUrl: 'https://id.test/', clientSecret: c} => auth.oauth2 has one of clientId and its secret",
                "mechanisms: [XOAUTH2], oauth2: {jwksUrl: 'https://id.test/', issuer: i, audience: [a], clientId: c, clientSecret: s} => auth.oauth2.clientId stands beside jwksUrl",
                "mechanisms: [XOAUTH2], oauth2: {introspectionUrl: 'http://id.test/'} => is no https URL",
                "mechanisms: [XOAUTH2], oauth2: {introspectionUrl: 'ftp://127.0.0.1/'} => is no https URL",
                "mechanisms: [XOAUTH2], oauth2: {introspectionUrl: 'https://user:pw@id.test/'} => is no https URL",
                "mechanisms: [XOAUTH2], oauth2: {introspectionUrl: 'https://a b/'} => is no URL",
            })
    void refusesTheRest(String auth, String problem) {
        assertThat(problems(auth)).singleElement().asString().contains(problem);
    }

    @Test
    void takesPlainHttpOnThisHost() {
        assertThat(problems("mechanisms: [XOAUTH2], oauth2: {introspectionUrl: 'http://127.0.0.1:8080/introspect'}"))
                .isEmpty();
    }
}
