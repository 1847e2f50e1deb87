package dev.postern.gateway.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.postern.gateway.config.LogConfig;
import org.slf4j.LoggerFactory;

/**
 * Sets logging up in code: there is one destination, standard error, and no file for an operator to get wrong. Logback
 * finds this class by its service file and starts quiet, so that commands print nothing but their answers.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} - %msg%n";

    /** Lines that may wait for standard error; beyond them lines are lost rather than an event loop held up. */
    private static final int QUEUE = 8192;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        configure(context, Level.ERROR, LogConfig.Format.TEXT);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Applies the operator's choice to everything that is logged from now on. */
    public static void apply(LogConfig config) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        configure(context, Level.toLevel(config.level().name()), config.format());
    }

    private static void configure(LoggerContext context, Level level, LogConfig.Format format) {
        AsyncAppender async = new AsyncAppender();
        StandardError stderr = new StandardError(() -> async.getNumberOfElementsInQueue() > 0);
        stderr.setContext(context);
        stderr.setEncoder(encoder(context, format));
        stderr.start();
        async.setContext(context);
        async.setQueueSize(QUEUE);
        async.setDiscardingThreshold(0);
        async.setNeverBlock(true);
        async.addAppender(stderr);
        async.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(async);
        // Below warnings these speak of their own insides, not of ours.
        context.getLogger("io.netty").setLevel(Level.WARN);
        context.getLogger("io.vertx").setLevel(Level.WARN);
        context.getLogger("io.zonky").setLevel(Level.WARN);
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogConfig.Format format) {
        if (format == LogConfig.Format.JSON) {
            JsonEncoder json = new JsonEncoder();
            json.setContext(context);
            // One text, as whoever greps for it knows it; the template and its arguments apart say nothing.
            json.setWithFormattedMessage(true);
            json.setWithMessage(false);
            json.setWithArguments(false);
            json.start();
            return json;
        }
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern(PATTERN);
        text.start();
        return text;
    }
}
