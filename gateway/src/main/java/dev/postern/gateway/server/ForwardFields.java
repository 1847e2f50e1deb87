package dev.postern.gateway.server;

import dev.postern.dovecot.client.AuthRequest;
import dev.postern.dovecot.wire.Line;
import dev.postern.dovecot.wire.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a proxy in front of a login process has told it of a client ({@code forward_fields=}): a line of fields inside a
 * field. Dovecot's auth service says them again in its OK, each named {@code forward_…}, for the login process to pass
 * them on; whether to believe them was the login process's to decide (login_trusted_networks).
 */
final class ForwardFields {

    private ForwardFields() {}

    /** As they stand in the OK; none if the request has none. */
    static List<String> of(AuthRequest request) {
        byte[] line = request.parameters().value("forward_fields").orElse("").getBytes(StandardCharsets.UTF_8);
        return Parameters.read(new Line(line, 0, line.length).fields()).fields().stream()
                .map(field -> "forward_" + field)
                .toList();
    }
}
