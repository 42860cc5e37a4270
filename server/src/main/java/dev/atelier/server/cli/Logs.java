package dev.atelier.server.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;

import dev.atelier.server.config.LogConfig;

import org.slf4j.LoggerFactory;

import java.util.Locale;

/** Sends the log to standard error, as the settings say. */
final class Logs {
    /** One entry a line: line breaks that came from outside are shown as what they are. */
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %replace(%msg){'[\\r\\n\\x1B]+','"
                    + " '}%n";

    private Logs() {}

    static void configure(LogConfig log) {
        configure(log.format(), Level.toLevel(log.level().toUpperCase(Locale.ROOT)));
    }

    /** Only what went wrong, for commands whose output people read. */
    static void quiet() {
        configure("text", Level.ERROR);
    }

    private static void configure(String format, Level level) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(format, context));
        appender.start();
        root.addAppender(appender);
        root.setLevel(level);
        context.getLogger("io.netty").setLevel(Level.WARN);
        context.getLogger("io.vertx").setLevel(Level.WARN);
        context.getLogger("org.apache.hc").setLevel(Level.WARN);
    }

    private static Encoder<ILoggingEvent> encoder(String format, LoggerContext context) {
        if (format.equals("json")) {
            var json = new JsonEncoder();
            json.setContext(context);
            json.start();
            return json;
        }
        var text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern(PATTERN);
        text.start();
        return text;
    }
}
