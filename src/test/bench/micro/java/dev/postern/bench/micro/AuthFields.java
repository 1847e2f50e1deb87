package dev.postern.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.dovecot.client.ClientCommand;
import dev.postern.dovecot.wire.LineDecoder;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.dovecot.wire.ProtocolException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Lines of Dovecot's auth protocol and their fields. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AuthFields {
    private final byte[] line = ("AUTH\t4711\tPLAIN\tservice=smtp\tnologin\tlip=192.0.2.1\trip=203.0.113.77\tsecured"
                    + "\tresp=AHVzZXJAbWFpbC5leGFtcGxlLm9yZwBzZWNyZXQ=\n")
            .getBytes(UTF_8);
    private final LineDecoder decoder = new LineDecoder(LineDecoder.AUTH_LINE);
    private final Parameters account =
            Parameters.of("uid=5000", "gid=5000", "home=/var/mail/vhosts/mail.example.org/user\twith a tab");

    /** What smtpd of Postfix sends for a login. */
    @Benchmark
    public ClientCommand decode() throws ProtocolException {
        decoder.feed(line, 0, line.length);
        ClientCommand command = ClientCommand.parse(Objects.requireNonNull(decoder.next()));
        if (decoder.next() != null) {
            throw new IllegalStateException("one line, two commands");
        }
        return command;
    }

    /** What a userdb look-up is answered with. */
    @Benchmark
    public String encode() {
        StringBuilder reply = new StringBuilder("USER\t1\tuser@mail.example.org");
        account.appendTo(reply);
        return reply.append('\n').toString();
    }
}
