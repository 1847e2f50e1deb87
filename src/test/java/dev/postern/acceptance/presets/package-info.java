/**
 * Each preset on a database of the schema that it was made for, through the gateway's own sockets.
 *
 * <p>A preset's {@code acceptance.tsv} has one case a line, separated by tabs: kind, name, key, argument, expected.
 *
 * <pre>
 * exact      map        key   -                      the answer of MAP.exact, or NOTFOUND
 * search     map        key   -                      the same for the whole ladder
 * protected  map        key   -                      the same with protectMailboxes
 * auth       mechanism  user  password [NAME=VALUE]  OK with all fields, FAIL, or TEMP; the parameters go with AUTH
 * user       userdb     user  [service]              the fields (service lmtp), or NOTFOUND
 * </pre>
 *
 * Answers of several elements are compared without regard to their order. {@code acceptance.sql}, where there is one,
 * holds rows beyond the sample that the cases need.
 */
@NullMarked
package dev.postern.acceptance.presets;

import org.jspecify.annotations.NullMarked;
