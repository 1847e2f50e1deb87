package dev.postern.gateway.server;

import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.LookupResult;
import dev.postern.postfix.Frame;
import dev.postern.postfix.FrameDecoder;
import io.vertx.core.Future;

/** A table protocol of Postfix: frames in, one encoded reply for each. Shared by a listener's connections. */
interface LookupProtocol {

    /** A decoder for a new connection. */
    FrameDecoder newDecoder();

    /** The encoded reply to one frame. Complete at once where nothing has to be asked; may complete on any thread. */
    Future<byte[]> answer(Frame frame, Deadline deadline);

    /** Whether a reply can carry a value as it is. */
    boolean carries(String value);

    /**
     * The reply to a look-up.
     *
     * @param result a value in it is one that a reply {@link #carries}
     */
    byte[] encode(LookupResult result);
}
