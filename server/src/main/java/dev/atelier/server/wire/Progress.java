package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.JobInput;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts jobs, all of them and those of each original file. */
final class Progress {
    private static final int WHOLE = 100;

    private final int steps;
    private final Count all = new Count();
    private final Map<String, Count> byOriginal = new LinkedHashMap<>();

    private static final class Count {
        private int opened;
        private int settled;

        private void add(boolean over) {
            opened++;
            settled += over ? 1 : 0;
        }

        private int percent(int expected) {
            int jobs = Math.max(expected, opened);
            return jobs == 0 ? 0 : WHOLE * settled / jobs;
        }
    }

    /**
     * @param steps how many steps an original file is expected to go through
     */
    Progress(int steps) {
        this.steps = steps;
    }

    void count(JobInput job, boolean over) {
        all.add(over);
        job.inputs().stream()
                .map(input -> input.file().original().id())
                .distinct()
                .forEach(id -> byOriginal.computeIfAbsent(id, _ -> new Count()).add(over));
    }

    ObjectNode json() {
        ObjectNode json = AssemblyFile.emptyJson();
        json.put("progress_combined", all.percent(steps * Math.max(1, byOriginal.size())));
        ArrayNode files = json.putArray("progress_per_original_file");
        byOriginal.forEach((id, count) ->
                files.addObject().put("original_id", id).put("progress", count.percent(steps)));
        return json;
    }
}
