package dev.postern.gateway.server;

import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.LookupResult;
import dev.postern.postfix.Frame;
import dev.postern.postfix.FrameDecoder;
import dev.postern.postfix.tcptable.TcpTableDecoder;
import dev.postern.postfix.tcptable.TcpTableReply;
import dev.postern.postfix.tcptable.TcpTableRequest;
import io.vertx.core.Future;

/**
 * tcp_table: the table from outcome to reply.
 *
 * <table>
 * <caption>Replies</caption>
 * <tr><td>found</td><td>{@code 200 value}; {@code 400} where a line cannot carry the value</td></tr>
 * <tr><td>not found, {@code put}</td><td>{@code 500}</td></tr>
 * <tr><td>everything else</td><td>{@code 400}: 500 would lose mail, and a closed connection blocks Postfix for 10 s
 * </td></tr>
 * </table>
 */
final class TcpTableProtocol implements LookupProtocol {
    private static final byte[] NOT_FOUND = new TcpTableReply.NotFound().encode();
    private static final byte[] PUT_REFUSED = TcpTableReply.NotFound.ofPut();
    private static final byte[] UNAVAILABLE = new TcpTableReply.Temporary("temporarily unavailable").encode();
    private static final byte[] MALFORMED = new TcpTableReply.Temporary("malformed request").encode();

    private final Lookups lookups;
    private final String map;

    /** @param map the one map of the listener */
    TcpTableProtocol(Lookups lookups, String map) {
        this.lookups = lookups;
        this.map = map;
    }

    @Override
    public FrameDecoder newDecoder() {
        return new TcpTableDecoder(FrameDecoder.SERVED, FrameDecoder.DROPPED);
    }

    @Override
    public Future<byte[]> answer(Frame frame, Deadline deadline) {
        TcpTableRequest request = TcpTableRequest.parse(frame);
        if (request instanceof TcpTableRequest.Get get) {
            return lookups.lookup(map, get.key(), deadline, this);
        }
        if (request instanceof TcpTableRequest.Put) {
            return Future.succeededFuture(PUT_REFUSED);
        }
        return Future.succeededFuture(request instanceof TcpTableRequest.Unmatchable ? NOT_FOUND : MALFORMED);
    }

    @Override
    public boolean carries(String value) {
        return TcpTableReply.Found.carries(value);
    }

    @Override
    public byte[] encode(LookupResult result) {
        if (result instanceof LookupResult.Found found) {
            return new TcpTableReply.Found(found.value()).encode();
        }
        return result instanceof LookupResult.NotFound ? NOT_FOUND : UNAVAILABLE;
    }
}
