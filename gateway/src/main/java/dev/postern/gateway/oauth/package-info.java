/**
 * Tokens of OAUTHBEARER and XOAUTH2: whether one is good, and whom it names.
 *
 * <pre>
 * token ─┬ {@link dev.postern.gateway.oauth.SignedTokens}      a JSON Web Token (RFC 7519): its signature is checked
 *        │        └ IssuerKeys ─ {@link dev.postern.gateway.oauth.Endpoint} ─ jwksUrl (RFC 7517)
 *        └ {@link dev.postern.gateway.oauth.IntrospectedTokens} ─ Endpoint ─ introspectionUrl (RFC 7662)
 *                 └ both: {@link dev.postern.gateway.oauth.ClaimRules}: issuer, audience, times, scopes, user
 * </pre>
 *
 * <p><b>What a signature may be.</b> RS256, PS256 (2,048 bits at least), ES256, ES384; never none, never a shared secret. The
 * header has to name a key ({@code kid}) that the issuer publishes.
 *
 * <p><b>Limits.</b> An answer of the issuer is at most 256 KiB and comes within 4 s; 8 requests are under way, 64 wait. Keys
 * are fetched anew after 10 minutes, and for a key that is not among them, but not twice within 30 s; while the issuer is away
 * those that are known count for a day. What introspection says is not kept: a token that was taken back is dead at once.
 *
 * <p><b>Failure.</b> An issuer that cannot be asked, or answers nonsense, makes a login undecided, never refused. What is
 * wrong with a token is logged without anything of it.
 *
 * <p><b>Threads.</b> Requests run on event loops; signatures and answers are worked out on Vert.x' worker threads.
 */
@NullMarked
package dev.postern.gateway.oauth;

import org.jspecify.annotations.NullMarked;
