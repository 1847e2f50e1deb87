package dev.postern.gateway.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Writes lines to standard error: at once while they come singly, together while more of them wait. A call of the
 * kernel for each line would cost a login more than finding out that it is one.
 */
final class StandardError extends OutputStreamAppender<ILoggingEvent> {

    /** As much as a pipe takes in one piece: a line is not cut by somebody else's. */
    private static final int BUFFER = 4096;

    private final BooleanSupplier moreToCome;

    /** @param moreToCome whether another event is certain to follow the present one */
    StandardError(BooleanSupplier moreToCome) {
        this.moreToCome = moreToCome;
        setImmediateFlush(false);
    }

    @Override
    public void start() {
        setOutputStream(new BufferedOutputStream(ConsoleTarget.SystemErr.getStream(), BUFFER));
        super.start();
    }

    @Override
    protected void subAppend(ILoggingEvent event) {
        super.subAppend(event);
        if (!moreToCome.getAsBoolean()) {
            flush();
        }
    }

    private void flush() {
        try {
            getOutputStream().flush();
        } catch (IOException broken) {
            addError("standard error cannot be written to", broken);
        }
    }
}
