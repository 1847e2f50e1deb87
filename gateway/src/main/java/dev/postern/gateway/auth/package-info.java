/**
 * Who may log in: carries out what a SASL exchange needs with the account store and the password verifier, and decides.
 *
 * <h2>The order of a login</h2>
 *
 * <ol>
 *   <li>The typed name is checked and folded before anything is asked ({@link UserNames}); who wants to become somebody
 *       else is a master, whose own row is read first.
 *   <li>The account's row is read, from the cache while it is fresh.
 *   <li>The password is verified against the row's hash, or against those of the rows of several passwords. On a mismatch the row is read again, unless it is no older than
 *       the attempt itself or a second: the password may have been changed a moment ago.
 *   <li>Only after a right password do the account's own conditions count (networks, disabled): whoever does not know
 *       the password learns nothing about the account.
 * </ol>
 *
 * <h2>Outcomes</h2>
 *
 * Granted, denied, and "could not tell" are different values; only a judged password is ever denied. A row that cannot
 * be used and a hash pool that is full are "could not tell".
 *
 * <h2>Threads</h2>
 *
 * Thread-safe and stateless between logins. Futures never fail and may complete on any thread.
 */
@NullMarked
package dev.postern.gateway.auth;

import org.jspecify.annotations.NullMarked;
