package dev.postern.gateway;

import dev.postern.gateway.auth.LastUses;
import dev.postern.gateway.auth.NotedUses;
import dev.postern.gateway.auth.PasswordCheck;
import dev.postern.gateway.auth.Rehash;
import dev.postern.gateway.auth.TokenVerifier;
import dev.postern.gateway.config.GatewayConfig;
import dev.postern.gateway.config.LastUseConfig;
import dev.postern.gateway.config.OAuth2Config;
import dev.postern.gateway.config.RehashConfig;
import dev.postern.gateway.directory.sql.LastUseWriter;
import dev.postern.gateway.directory.sql.PasswordWriter;
import dev.postern.gateway.oauth.IntrospectedTokens;
import dev.postern.gateway.oauth.SignedTokens;
import java.util.Objects;

/**
 * Who judges passwords and tokens under one configuration, and who notes what came of it. What a reload leaves alone goes
 * on with all that it remembers.
 */
record Judges(PasswordCheck passwords, TokenVerifier tokens, LastUses uses) {

    static Judges first(Generation.Ground ground, GatewayConfig config) {
        return new Judges(passwords(ground, config), tokens(ground, config), uses(config));
    }

    Judges next(Generation.Ground ground, GatewayConfig config, GatewayConfig wanted) {
        boolean judgesAlike =
                wanted.auth().equals(config.auth()) && ground.limits(wanted).equals(ground.limits(config));
        return new Judges(
                judgesAlike ? passwords : passwords(ground, wanted),
                Objects.equals(wanted.auth().oauth2(), config.auth().oauth2()) ? tokens : tokens(ground, wanted),
                Objects.equals(wanted.auth().lastUse(), config.auth().lastUse()) ? uses : uses(wanted));
    }

    private static PasswordCheck passwords(Generation.Ground ground, GatewayConfig config) {
        RehashConfig rehash = config.auth().rehash();
        if (rehash == null) {
            return new PasswordCheck(config.auth(), ground.limits(config));
        }
        PasswordWriter writer =
                new PasswordWriter(Backend.settings(rehash.writer().database()), rehash.statement());
        return new PasswordCheck(config.auth(), ground.limits(config), new Rehash(rehash.scheme(), writer::replace));
    }

    private static TokenVerifier tokens(Generation.Ground ground, GatewayConfig config) {
        OAuth2Config oauth2 = config.auth().oauth2();
        if (oauth2 == null) {
            return TokenVerifier.NONE;
        }
        return oauth2.jwksUrl() != null
                ? new SignedTokens(ground.vertx(), oauth2, oauth2.jwksUrl())
                : new IntrospectedTokens(ground.vertx(), oauth2, Objects.requireNonNull(oauth2.introspectionUrl()));
    }

    private static LastUses uses(GatewayConfig config) {
        LastUseConfig lastUse = config.auth().lastUse();
        if (lastUse == null) {
            return LastUses.UNNOTED;
        }
        LastUseWriter writer =
                new LastUseWriter(Backend.settings(lastUse.writer().database()), lastUse.statement());
        return new NotedUses(lastUse.every(), writer::write);
    }

    /** Closes whom the successors do without; blocks until the hashes in progress are done. */
    void leaveTo(Judges successors) {
        if (passwords != successors.passwords) {
            passwords.close();
        }
        if (tokens != successors.tokens) {
            tokens.close();
        }
        if (uses != successors.uses) {
            uses.close();
        }
    }

    /** Closes all; blocks until the hashes in progress are done. */
    void close() {
        passwords.close();
        tokens.close();
        uses.close();
    }
}
