package dev.atelier.server.conformance;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.port.JobListener;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the robots of a server did, in order. */
final class JobLog implements JobListener {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    private record Entry(String assembly, String step, boolean begin) {}

    @Override
    public void started(JobKey job, String robot) {
        entries.add(new Entry(job.assemblyId(), job.step(), true));
    }

    @Override
    public void ended(JobKey job, String robot, Outcome outcome, Duration took) {
        entries.add(new Entry(job.assemblyId(), job.step(), false));
    }

    int runs(String assembly, String step) {
        return (int) entries.stream().filter(new Entry(assembly, step, true)::equals).count();
    }

    /** Whether every run of one step had ended when the first of another began; both ran. */
    boolean startedAfter(String assembly, String step, String before) {
        int begin = entries.indexOf(new Entry(assembly, step, true));
        int end = entries.lastIndexOf(new Entry(assembly, before, false));
        return end >= 0 && end < begin;
    }
}
