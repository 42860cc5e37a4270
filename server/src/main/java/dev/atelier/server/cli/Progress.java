package dev.atelier.server.cli;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.port.JobListener;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Says on a terminal which steps work and which have done so. */
final class Progress implements JobListener {
    private final PrintWriter out;
    private final Map<String, AtomicInteger> active = new ConcurrentHashMap<>();

    private Progress(PrintWriter out) {
        this.out = out;
    }

    /** Silent when nobody watches. */
    @SuppressWarnings("SystemConsoleNull") // it is null again since JDK 25 when output is a pipe
    static JobListener onTerminal(PrintWriter out) {
        Console console = System.console();
        return console != null && console.isTerminal() ? new Progress(out) : JobListener.NONE;
    }

    @Override
    public void started(JobKey job, String robot) {
        if (running(job.step(), 1) == 1) {
            line("%-20s %s …".formatted(job.step(), robot));
        }
    }

    @Override
    public void progressed(JobKey job, int done, int total) {
        line("%-20s %d of %d".formatted(job.step(), done, total));
    }

    @Override
    public void ended(JobKey job, String robot, Outcome outcome, Duration took) {
        if (running(job.step(), -1) == 0) {
            String how = outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            line("%-20s %s after %d ms".formatted(job.step(), how, took.toMillis()));
        }
    }

    private int running(String step, int change) {
        return active.computeIfAbsent(step, name -> new AtomicInteger()).addAndGet(change);
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
