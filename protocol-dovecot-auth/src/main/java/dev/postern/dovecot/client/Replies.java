package dev.postern.dovecot.client;

import dev.postern.dovecot.client.Outcome.Code;
import dev.postern.dovecot.client.Outcome.Refused;
import dev.postern.dovecot.client.Outcome.Success;
import dev.postern.dovecot.client.Outcome.Temporary;
import dev.postern.dovecot.wire.LineDecoder;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.sasl.Octets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Puts outcomes into the words of the protocol. */
final class Replies {

    private Replies() {}

    /** The final line of a success that {@link Grant} has passed. */
    static ServerLine.Ok ok(AuthRequest request, Success success, Optional<Octets> lastWords) {
        List<String> fields = new ArrayList<>();
        fields.add("user=" + success.user());
        fields.addAll(success.fields().fields());
        lastWords.ifPresent(words -> fields.add(response(words)));
        return new ServerLine.Ok(request.id(), new Parameters(fields));
    }

    static ServerLine.Fail refused(AuthRequest request, Refused refused, Optional<Octets> lastWords) {
        List<String> fields = user(refused.user());
        if (refused.code() != Code.NONE) {
            fields.add("code=" + refused.code().word());
        }
        if (!refused.reason().isEmpty()) {
            fields.add("reason=" + refused.reason());
        }
        return fail(request, fields, refused.fields(), lastWords);
    }

    private static String response(Octets words) {
        return "resp=" + Base64.getEncoder().encodeToString(words.toByteArray());
    }

    /** Dovecot 2.3 and later read the code, older ones and Prosody the bare word. */
    static ServerLine.Fail temporary(AuthRequest request, Temporary temporary) {
        List<String> fields = user(temporary.user());
        fields.add("temp");
        fields.add("code=temp_fail");
        return fail(request, fields, temporary.fields(), Optional.empty());
    }

    /** What the mail server may do without is left out of a line that its reader would take for a broken server's. */
    private static ServerLine.Fail fail(
            AuthRequest request, List<String> first, Parameters more, Optional<Octets> lastWords) {
        List<String> all = new ArrayList<>(first);
        all.addAll(more.fields());
        for (List<String> fields : List.of(all, first)) {
            lastWords.ifPresent(words -> fields.add(response(words)));
        }
        ServerLine.Fail whole = new ServerLine.Fail(request.id(), new Parameters(all));
        return more.fields().isEmpty() || whole.encode().length <= LineDecoder.AUTH_LINE
                ? whole
                : new ServerLine.Fail(request.id(), new Parameters(first));
    }

    static ServerLine.Fail malformed(long id, String reason) {
        return new ServerLine.Fail(id, Parameters.of("reason=" + reason));
    }

    static ServerLine.Fail invalidBase64(long id, String where) {
        return new ServerLine.Fail(id, Parameters.of("code=invalid_base64", "reason=Invalid base64 data in " + where));
    }

    private static List<String> user(String user) {
        List<String> fields = new ArrayList<>();
        if (!user.isEmpty()) {
            fields.add("user=" + user);
        }
        return fields;
    }
}
