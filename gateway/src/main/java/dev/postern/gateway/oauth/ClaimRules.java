package dev.postern.gateway.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.postern.gateway.auth.TokenVerifier.Verdict;
import dev.postern.gateway.config.OAuth2Config;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the claims of a token must say, once it is known who has made them. */
final class ClaimRules {

    /** By which the clocks of two hosts may differ. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final OAuth2Config config;
    private final boolean needsExpiry;

    /** @param needsExpiry whether a token without an end is refused */
    ClaimRules(OAuth2Config config, boolean needsExpiry) {
        this.config = config;
        this.needsExpiry = needsExpiry;
    }

    Verdict judge(JWTClaimsSet claims, Instant now) {
        try {
            Optional<String> flaw = flaw(claims, now);
            if (flaw.isPresent()) {
                return new Verdict.Invalid(flaw.get());
            }
            String user = claims.getStringClaim(config.usernameClaim());
            return user == null || user.isEmpty()
                    ? new Verdict.Invalid("it has no " + config.usernameClaim())
                    : new Verdict.Valid(user);
        } catch (ParseException otherType) {
            return new Verdict.Invalid("a claim of it is of another type");
        }
    }

    private Optional<String> flaw(JWTClaimsSet claims, Instant now) throws ParseException {
        Date end = claims.getExpirationTime();
        if (end == null ? needsExpiry : !end.toInstant().plus(SKEW).isAfter(now)) {
            return Optional.of(end == null ? "it has no exp" : "it has expired");
        }
        if (isAhead(claims.getNotBeforeTime(), now) || isAhead(claims.getIssueTime(), now)) {
            return Optional.of("it is not valid yet");
        }
        if (config.issuer() != null && !config.issuer().equals(claims.getIssuer())) {
            return Optional.of("it is of another issuer");
        }
        if (!config.audience().isEmpty() && Collections.disjoint(config.audience(), claims.getAudience())) {
            return Optional.of("it is for another audience");
        }
        Set<String> missing = new HashSet<>(config.requiredScopes());
        missing.removeAll(scopes(claims));
        return missing.isEmpty() ? Optional.empty() : Optional.of("it lacks a scope");
    }

    private static boolean isAhead(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().minus(SKEW).isAfter(now);
    }

    /** One text with blanks (RFC 8693), or a list, as some issuers write it. */
    private static Collection<String> scopes(JWTClaimsSet claims) throws ParseException {
        return claims.getClaim("scope") instanceof String text
                ? Arrays.asList(text.split(" ", -1))
                : Optional.ofNullable(claims.getStringListClaim("scope")).orElseGet(List::of);
    }
}
