package dev.portcullis.door;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/** Listens to all that is logged while it is open and keeps what callers must not be able to cause. */
public final class LoudLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger all = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger gate = (Logger) LoggerFactory.getLogger("dev.portcullis");
    private final Level usualLevel = gate.getLevel();
    private final List<String> loud = new CopyOnWriteArrayList<>();
    private final AtomicLong quiet = new AtomicLong();

    /** Opens it, with the gate's own loggers at DEBUG and off the console. */
    public LoudLog() {
        start();
        all.addAppender(this);
        gate.setAdditive(false);
        gate.addAppender(this);
        gate.setLevel(Level.DEBUG);
    }

    @Override
    protected void append(ILoggingEvent event) {
        boolean isOfTheGate = event.getLoggerName().startsWith("dev.portcullis");
        boolean hasStackTrace = event.getThrowableProxy() != null && isOfTheGate;
        if (hasStackTrace || event.getLevel().isGreaterOrEqual(Level.INFO)) {
            loud.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : " " + event.getThrowableProxy().getClassName()));
        } else if (isOfTheGate) {
            quiet.incrementAndGet();
        }
    }

    /** Every line of INFO or above, and every stack trace of the gate's at any level. */
    public List<String> lines() {
        return loud;
    }

    /** How many lines of the gate were neither. */
    public long quietLines() {
        return quiet.get();
    }

    @Override
    public void close() {
        gate.setLevel(usualLevel);
        gate.setAdditive(true);
        gate.detachAppender(this);
        all.detachAppender(this);
        stop();
    }
}
