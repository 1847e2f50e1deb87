package dev.postern.gateway.server;

import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.LookupResult;
import dev.postern.postfix.Frame;
import dev.postern.postfix.FrameDecoder;
import dev.postern.postfix.netstring.NetstringDecoder;
import dev.postern.postfix.socketmap.SocketmapReply;
import dev.postern.postfix.socketmap.SocketmapRequest;
import io.vertx.core.Future;

/**
 * socketmap: the table from outcome to reply.
 *
 * <table>
 * <caption>Replies</caption>
 * <tr><td>found</td><td>{@code OK value}; {@code PERM} where the protocol cannot carry the value</td></tr>
 * <tr><td>not found</td><td>{@code NOTFOUND }</td></tr>
 * <tr><td>unavailable</td><td>{@code TEMP reason}</td></tr>
 * <tr><td>misconfigured, unknown map, malformed request</td><td>{@code PERM reason}</td></tr>
 * </table>
 */
final class SocketmapProtocol implements LookupProtocol {
    private static final byte[] NOT_FOUND = new SocketmapReply.NotFound().encode();
    private static final byte[] UNAVAILABLE = new SocketmapReply.Temporary("temporarily unavailable").encode();
    private static final byte[] MISCONFIGURED =
            new SocketmapReply.Permanent("misconfigured, see the log of postern").encode();
    private static final byte[] UNKNOWN_MAP = new SocketmapReply.Permanent("no such map").encode();

    private final Lookups lookups;

    SocketmapProtocol(Lookups lookups) {
        this.lookups = lookups;
    }

    @Override
    public FrameDecoder newDecoder() {
        return new NetstringDecoder(FrameDecoder.SERVED, FrameDecoder.DROPPED);
    }

    @Override
    public Future<byte[]> answer(Frame frame, Deadline deadline) {
        SocketmapRequest request = SocketmapRequest.parse(frame);
        if (request instanceof SocketmapRequest.Lookup lookup) {
            return lookups.serves(lookup.map())
                    ? lookups.lookup(lookup.map(), lookup.key(), deadline, this)
                    : Future.succeededFuture(UNKNOWN_MAP);
        }
        if (request instanceof SocketmapRequest.Unmatchable unmatchable) {
            return Future.succeededFuture(lookups.serves(unmatchable.map()) ? NOT_FOUND : UNKNOWN_MAP);
        }
        String reason = ((SocketmapRequest.Malformed) request).reason();
        return Future.succeededFuture(new SocketmapReply.Permanent(reason).encode());
    }

    @Override
    public boolean carries(String value) {
        return SocketmapReply.Found.carries(value);
    }

    @Override
    public byte[] encode(LookupResult result) {
        if (result instanceof LookupResult.Found found) {
            return new SocketmapReply.Found(found.value()).encode();
        }
        if (result instanceof LookupResult.NotFound) {
            return NOT_FOUND;
        }
        return result instanceof Failure.Unavailable ? UNAVAILABLE : MISCONFIGURED;
    }
}
