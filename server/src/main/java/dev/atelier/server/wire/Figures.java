package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.AssemblySummary;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Bills, slots and statistics: what a service that charges nothing can truthfully say. */
public final class Figures {
    private static final double GIGABYTE = 1_000_000_000;
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    private Figures() {}

    /** What a month's Assemblies made, robot by robot; the work of this service has no price. */
    public static final class Bill implements Consumer<AssemblySummary> {
        private final Map<String, Long> bytes = new TreeMap<>();

        @Override
        public void accept(AssemblySummary one) {
            one.usage().forEach((robot, made) -> bytes.merge(robot, made, Long::sum));
        }

        public ObjectNode json(String month) {
            ObjectNode body = AssemblyFile.emptyJson();
            body.put("ok", "BILL_FOUND");
            body.putNull("invoice_id");
            body.put("month", month);
            body.putNull("created");
            body.put("is_prorated", false);
            body.put("credit", 0);
            ObjectNode plan = body.putObject("plan");
            plan.putNull("id");
            plan.put("gb_included", 0);
            plan.putNull("gb_limit");
            plan.put("has_lifetime_limit", false);
            plan.put("price_per_gb", 0);
            plan.put("price_per_month", 0);
            ObjectNode robots = body.putObject("robots");
            bytes.forEach((robot, made) -> robots.putObject(robot).put("gb", made / GIGABYTE));
            body.put("sub_total", 0);
            body.put("total", 0);
            return body;
        }
    }

    /** The jobs that run now, one slot each. */
    public static ObjectNode slots(List<JobKey> jobs) {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("ok", "PRIORITY_JOB_SLOTS_FOUND");
        body.put("message", "The priority job slots were found.");
        ObjectNode slots = body.putObject("priority_job_slots");
        slots.put("count", jobs.size());
        ObjectNode byAssembly = slots.putObject("slots");
        for (JobKey job : jobs) {
            byAssembly
                    .withObjectProperty(job.assemblyId())
                    .withObjectProperty(job.step())
                    .put(job.inputKey(), 1);
        }
        return body;
    }

    /** No history of slots is kept, so the only point is now. */
    public static ObjectNode slotStats(ObjectNode params, int slots, long now) {
        region(params, ErrorCode.PRIORITY_JOB_SLOT_STATS_MISSING_REGION);
        since(params, ErrorCode.PRIORITY_JOB_SLOT_STATS_INVALID_TIME, now);
        String aggregation =
                new ListParams(params, ErrorCode.PRIORITY_JOB_SLOT_STATS_INVALID_AGGREGATION)
                        .choice("aggregation", "avg", List.of("avg", "max"));
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("ok", "PRIORITY_JOB_SLOT_STATS_FOUND");
        body.put("aggregation", aggregation);
        body.put("granularity", "now");
        body.put("avgSlotCount", slots);
        body.put("maxSlotCount", slots);
        ObjectNode point = body.putArray("stats").addObject();
        point.put("data_from_ts", now / 1000);
        point.put("slot_count", slots);
        point.put("avg_slot_count", slots);
        point.put("max_slot_count", slots);
        return body;
    }

    private static void region(ObjectNode params, ErrorCode code) {
        if (new ListParams(params, code).text("region") == null) {
            throw new AssemblyException(code, "region is missing; send all or local.");
        }
    }

    /** Seconds since the epoch or a date; a month ago when absent. */
    private static long since(ObjectNode params, ErrorCode code, long now) {
        if (!params.hasNonNull("since")) {
            return now - 30 * DAY;
        }
        String text = params.path("since").asText();
        Instant time =
                text.matches("\\d{1,11}")
                        ? Instant.ofEpochSecond(Long.parseLong(text))
                        : ListParams.time(text);
        if (time == null || time.toEpochMilli() > now) {
            throw new AssemblyException(
                    code, "since must be a past UTC time such as 2026-11-21 08:00:00.");
        }
        return time.toEpochMilli();
    }

    /** Assemblies counted by the hour or the day they were created in. */
    public static final class Stats implements Consumer<AssemblySummary> {
        private final long since;
        private final long width;
        private final @Nullable String template;
        private final Map<Long, Slice> slices = new TreeMap<>();

        private static final class Slice {
            private long all;
            private long good;
            private long timed;
            private long millis;
            private long bytes;
            private final Map<String, Long> errors = new TreeMap<>();
        }

        /**
         * @throws AssemblyException when a parameter is missing or wrong
         */
        public Stats(ObjectNode params, long now) {
            region(params, ErrorCode.ASSEMBLY_STATS_MISSING_REGION);
            this.since = Figures.since(params, ErrorCode.ASSEMBLY_STATS_INVALID_TIME, now);
            this.width = now - since <= 3 * DAY ? HOUR : DAY;
            this.template =
                    new ListParams(params, ErrorCode.ASSEMBLY_STATS_INVALID_TIME)
                            .text("template_id");
        }

        public long since() {
            return since;
        }

        @Override
        public void accept(AssemblySummary one) {
            if (template != null && !template.equals(one.templateId())) {
                return;
            }
            Slice slice =
                    slices.computeIfAbsent(Math.floorDiv(one.created(), width), key -> new Slice());
            slice.all++;
            slice.bytes += one.bytesUsage();
            if (one.status() == AssemblyStatus.COMPLETED) {
                slice.good++;
            }
            var error = one.error();
            if (error != null) {
                slice.errors.merge(error.name(), 1L, Long::sum);
            }
            Long start = one.executionStart();
            Long end = one.ended();
            if (start != null && end != null) {
                slice.timed++;
                slice.millis += end - start;
            }
        }

        public ObjectNode json() {
            ObjectNode body = AssemblyFile.emptyJson();
            body.put("ok", "ASSEMBLY_STATS_FOUND");
            body.put("granularity", width == HOUR ? "hour" : "day");
            ArrayNode stats = body.putArray("stats");
            ArrayNode errors = body.putArray("errorStats");
            slices.forEach((number, slice) -> {
                long from = number * width / 1000;
                ObjectNode point = stats.addObject();
                point.put("data_from_ts", from);
                point.put("num_assemblies", slice.all);
                point.put("num_successful_assemblies", slice.good);
                point.put("num_erroneous_assemblies", erroneous(slice));
                point.put(
                        "avg_execution_duration",
                        slice.timed == 0 ? 0 : slice.millis / 1000.0 / slice.timed);
                slice.errors.forEach((error, count) ->
                        errors.addObject()
                                .put("data_from_ts", from)
                                .put("error", error)
                                .put("num_erroneous_assemblies", count));
            });
            body.put("totalAssemblies", slices.values().stream().mapToLong(one -> one.all).sum());
            body.put("totalUsage", slices.values().stream().mapToLong(one -> one.bytes).sum());
            return body;
        }

        private static long erroneous(Slice slice) {
            return slice.errors.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
