package dev.atelier.core.port;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.AssemblyLimits;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Warning;

import java.util.List;
import java.util.Map;

/** Small events for tests of stores, which do not care what is in them. */
public final class SampleEvents {
    /** The time in every event that does not say another. */
    public static final long AT = 1_800_000_000_000L;

    private SampleEvents() {}

    public static Event.Created created(String id, long at) {
        return new Event.Created(
                at,
                id,
                AssemblyFile.emptyJson(),
                Map.of(),
                AssemblyFile.emptyJson(),
                Event.Request.of("http://localhost", "{}", Event.Sender.local(null)),
                AssemblyLimits.DEFAULT);
    }

    public static Event.Created created(String id) {
        return created(id, AT);
    }

    public static Event.FileAdded added(String fileId, String name) {
        return new Event.FileAdded(AT, file(fileId, name));
    }

    public static Event.FileEmitted emitted(JobKey job, int ordinal, String fileId) {
        return new Event.FileEmitted(AT, job, ordinal, file(fileId, "out.png"), false, 1, 2);
    }

    public static Event.JobFinished finished(JobKey job) {
        return new Event.JobFinished(AT, job, List.of(), 5);
    }

    public static Event.Warned warned(String message) {
        return new Event.Warned(AT, Warning.warning(null, message));
    }

    public static AssemblyFile file(String fileId, String name) {
        return new AssemblyFile(
                fileId,
                "ab".repeat(32),
                "cd".repeat(16),
                42,
                name,
                "image/png",
                "image",
                null,
                new AssemblyFile.Original(fileId, name, "", "cd".repeat(16)),
                false,
                null,
                AssemblyFile.emptyJson().put("width", 3),
                AssemblyFile.emptyJson());
    }

    /** 32 hexadecimal digits. */
    public static String id(int number) {
        return "%032x".formatted(number);
    }

    public static JobKey job(int assembly, String input) {
        return new JobKey(id(assembly), "resize", input);
    }
}
