package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.Problem;
import dev.postern.gateway.password.StoredPassword.Unsupported;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of the tables of {@code doveadm pw} of Dovecot 2.3.19.1: what it made, and what it said of it. */
record Vector(String passwordInHex, String stored, String expect, String user, String note) {

    private static final Map<String, String> NOT_BUILT = Map.ofEntries(
            entry("{CRYPT}$gy$", "CRYPT form gost-yescrypt (but see auth.libcrypt)"),
            entry("{CRYPT}$md5", "CRYPT form SunMD5 (but see auth.libcrypt)"),
            entry("{CRYPT}$sha1", "CRYPT form sha1crypt (but see auth.libcrypt)"),
            entry("{CRYPT}_", "CRYPT form bsdicrypt (but see auth.libcrypt)"));

    static Stream<Vector> all() {
        Stream<Vector> texts = Stream.of("password-vectors.tsv", "yescrypt-vectors.tsv")
                .flatMap(Vector::rows)
                .map(row -> of(row, HexFormat.of().formatHex(row.get(1).getBytes(UTF_8))));
        Stream<Vector> bytes = rows("password-vectors-hex.tsv").map(row -> of(row, row.get(1)));
        return Stream.concat(texts, bytes);
    }

    byte[] password() {
        return HexFormat.of().parseHex(passwordInHex);
    }

    boolean refused() {
        return Set.of("MISMATCH", "INVALID", "NOPREFIX").contains(expect);
    }

    /** What is answered instead of what Dovecot says; null if the answer is the same. */
    @Nullable
    Problem deviation() {
        if (stored.startsWith("{PLAIN-TRUNC}0-")) {
            return new Malformed("a PLAIN-TRUNC password of length 0 would match everything");
        }
        for (Map.Entry<String, String> form : NOT_BUILT.entrySet()) {
            if (stored.startsWith(form.getKey())) {
                return new Unsupported(form.getValue());
            }
        }
        return null;
    }

    private static Vector of(List<String> row, String passwordInHex) {
        return new Vector(passwordInHex, row.get(2), row.get(3), row.get(4), row.get(5));
    }

    private static Stream<List<String>> rows(String name) {
        try (InputStream file = Objects.requireNonNull(Vector.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return expect + ' ' + stored + " (" + note + ')';
    }
}
