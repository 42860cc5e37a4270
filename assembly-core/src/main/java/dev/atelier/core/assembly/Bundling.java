package dev.atelier.core.assembly;

import dev.atelier.core.assembly.JobInput.Input;
import dev.atelier.core.instructions.Step;
import dev.atelier.core.instructions.Use;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the files of a bundling step, once all are there, become jobs. */
final class Bundling {
    private Bundling() {}

    /** The jobs of a step whose sources have all closed; none when it got no file. */
    static List<JobInput> jobs(String assemblyId, Step step, StepFacts facts, List<Input> inputs) {
        if (inputs.isEmpty() || !(step.use() instanceof Use.From use)) {
            return List.of();
        }
        return bundles(use, facts, inputs).stream()
                .map(bundle -> new JobInput(key(assemblyId, step, bundle), bundle))
                .toList();
    }

    private static List<List<Input>> bundles(Use.From use, StepFacts facts, List<Input> inputs) {
        if (use.groupByOriginal()) {
            Map<String, List<Input>> byOriginal = new LinkedHashMap<>();
            inputs.forEach(input ->
                    byOriginal
                            .computeIfAbsent(input.file().original().id(), id -> new ArrayList<>())
                            .add(input));
            return List.copyOf(byOriginal.values());
        }
        String primary = facts.primaryRole();
        if (use.bundle() || primary == null) {
            return List.of(inputs);
        }
        return perPrimary(primary, inputs);
    }

    /**
     * One run for each file of the primary role, the others repeated; but one run with everything
     * when a file could play several roles or another role has several files.
     */
    private static List<List<Input>> perPrimary(String primary, List<Input> inputs) {
        var mains = inputs.stream().filter(in -> in.as().equals(List.of(primary))).toList();
        var others = inputs.stream().filter(in -> !in.as().contains(primary)).toList();
        boolean clear = mains.size() + others.size() == inputs.size();
        boolean single =
                others.stream().map(Input::as).distinct().count() == others.size()
                        && others.stream().noneMatch(in -> in.as().size() > 1);
        if (mains.size() < 2 || !clear || !single) {
            return List.of(inputs);
        }
        return mains.stream()
                .map(main -> {
                    var bundle = new ArrayList<>(List.of(main));
                    bundle.addAll(others);
                    return List.copyOf(bundle);
                })
                .toList();
    }

    private static JobKey key(String assemblyId, Step step, List<Input> bundle) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            bundle.forEach(
                    input -> digest.update(input.file().id().getBytes(StandardCharsets.UTF_8)));
            String inputKey = HexFormat.of().formatHex(digest.digest(), 0, 16);
            return new JobKey(assemblyId, step.name(), inputKey);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
