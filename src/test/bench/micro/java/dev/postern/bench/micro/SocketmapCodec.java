package dev.postern.bench.micro;

import dev.postern.postfix.Frame;
import dev.postern.postfix.FrameDecoder;
import dev.postern.postfix.ProtocolException;
import dev.postern.postfix.netstring.NetstringDecoder;
import dev.postern.postfix.socketmap.SocketmapReply;
import dev.postern.postfix.socketmap.SocketmapRequest;
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

/** A request from bytes, and a reply to bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SocketmapCodec {
    private final byte[] request =
            new SocketmapRequest.Lookup("virtual-mailboxes", "somebody@mail.example.org").encode();
    private final NetstringDecoder decoder = new NetstringDecoder(FrameDecoder.SERVED, FrameDecoder.DROPPED);

    /** One netstring in one chunk, as smtpd sends it. */
    @Benchmark
    public SocketmapRequest decode() throws ProtocolException {
        decoder.feed(request);
        Frame frame = decoder.next();
        SocketmapRequest parsed = SocketmapRequest.parse(frame);
        if (decoder.next() != null) {
            throw new IllegalStateException("one request, two frames");
        }
        return parsed;
    }

    /** A mailbox's path. */
    @Benchmark
    public byte[] encode() {
        return new SocketmapReply.Found("mail.example.org/somebody/").encode();
    }
}
