package dev.atelier.core.assembly;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.Step;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What lists, bills and statistics show of an Assembly, as of its last change of status. Times are
 * milliseconds since the epoch.
 *
 * @param baseUrl where its client reached the server
 * @param files names of the uploads, the first ones when there are many
 * @param error null unless it failed
 * @param bytesUsage sum of the sizes of what the steps made
 * @param usage the same by robot
 */
public record AssemblySummary(
        String id,
        String account,
        @Nullable String parentId,
        @Nullable String templateId,
        @Nullable String templateName,
        String baseUrl,
        @Nullable String notifyUrl,
        @Nullable String redirectUrl,
        List<String> files,
        AssemblyStatus status,
        @Nullable ErrorCode error,
        @Nullable String errorMessage,
        int warnings,
        int inputFiles,
        long bytesReceived,
        long bytesUsage,
        Map<String, Long> usage,
        long created,
        long updated,
        @Nullable Long executionStart,
        @Nullable Long ended) {
    private static final int MAX_FILES = 100;
    private static final int MAX_WORDS = 8 * 1024;

    public AssemblySummary {
        files = List.copyOf(files);
        usage = Map.copyOf(usage);
    }

    /** As the Assembly stands now. */
    public static AssemblySummary of(Assembly assembly) {
        var request = assembly.created().request();
        var template = request.template();
        List<AssemblyFile> uploads = assembly.uploads();
        Long start = assembly.executionStart();
        Long end = assembly.endedAt();
        var error = assembly.error();
        return new AssemblySummary(
                assembly.id(),
                request.sender().account(),
                request.parentId(),
                template == null ? null : template.id(),
                template == null ? null : template.name(),
                request.baseUrl(),
                request.notifyUrl(),
                request.redirectUrl(),
                uploads.stream().limit(MAX_FILES).map(file -> file.original().name()).toList(),
                assembly.status(),
                error == null ? null : error.code(),
                error == null ? null : error.message(),
                assembly.warnings().size(),
                uploads.size(),
                assembly.bytesReceived(),
                assembly.bytesEmitted(),
                usage(assembly),
                assembly.startedAt(),
                end != null ? end : start != null ? start : assembly.startedAt(),
                start,
                end);
    }

    private static Map<String, Long> usage(Assembly assembly) {
        var usage = new LinkedHashMap<String, Long>();
        for (StepRun run : assembly.runs()) {
            long bytes = run.results().stream().mapToLong(result -> result.file().size()).sum();
            if (bytes > 0 && !run.step().robot().equals(Step.UPLOAD_HANDLE)) {
                usage.merge(run.step().robot(), bytes, Long::sum);
            }
        }
        return usage;
    }

    /** The text keywords are looked for in, in lower case. */
    public static String words(Assembly assembly) {
        var request = assembly.created().request();
        var words = new StringJoiner("\n");
        words.add(assembly.id());
        addIfThere(words, request.notifyUrl());
        addIfThere(words, request.redirectUrl());
        var error = assembly.error();
        if (error != null) {
            words.add(error.code().name());
            words.add(error.message());
        }
        assembly.uploads().stream().limit(MAX_FILES).forEach(file -> words.add(file.name()));
        if (!assembly.fields().isEmpty()) {
            words.add(assembly.fields().toString());
        }
        String all = words.toString().toLowerCase(Locale.ROOT);
        return all.length() <= MAX_WORDS ? all : all.substring(0, MAX_WORDS);
    }

    private static void addIfThere(StringJoiner words, @Nullable String word) {
        if (word != null) {
            words.add(word);
        }
    }
}
